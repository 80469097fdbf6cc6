using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Overwrites device-readable buffers before it returns them.</summary>
internal sealed class WritesReadableBuffers(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override void Use(BalloonQueue role, DescriptorChain chain, uint written = 0, ChainContent? content = null)
    {
        foreach (var buffer in chain.Buffers.Where(b => !b.IsDeviceWritable)) Memory.TryWrite(buffer.Address, [0xee, 0xee]);
        base.Use(role, chain, written, content);
    }
}
