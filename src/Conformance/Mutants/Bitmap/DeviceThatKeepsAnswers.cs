using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Never returns the chain of an answer: the guest loses its descriptors with each request.</summary>
internal sealed class DeviceThatKeepsAnswers(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override void ReturnAnswer(DescriptorChain chain)
    {
    }
}
