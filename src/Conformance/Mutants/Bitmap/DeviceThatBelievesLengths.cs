using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Takes as many bytes of bitmap as the guest says.</summary>
internal sealed class DeviceThatBelievesLengths(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override Violation? Check(FreePageAnswerHeader header, ulong carried, ulong ramPages) => null;
}
