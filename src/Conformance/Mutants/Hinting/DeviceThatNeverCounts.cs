using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Counts no further: every round gets the id of the first.</summary>
internal sealed class DeviceThatNeverCounts(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override CommandId After(CommandId last) => last;
}
