using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Takes the lengths from the first two buffers of an answer, and wants them to be whole buffers.</summary>
internal sealed class DeviceThatNeedsThreeBuffers(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool HasLengths(DescriptorChain chain) =>
        chain.Buffers is [{ Length: sizeof(ulong) }, { Length: sizeof(ulong) }, ..];
}
