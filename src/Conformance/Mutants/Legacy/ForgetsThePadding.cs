using Ballast.Guest.Driver;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Allocates a legacy queue without the padding before the used ring.</summary>
internal sealed class ForgetsThePadding : DriverDecisions
{
    public override ulong LegacyQueueBytes(ushort size, uint alignment)
    {
        SplitLayout.At(0, size, out ulong bytes);
        return bytes;
    }
}
