using Ballast.Conformance.Testbeds;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Takes bits that stand for no page.</summary>
internal sealed class DeviceThatBelievesBits(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override Violation? Check(ReadOnlySpan<ulong> bitmap, ulong ramPages) => null;
}
