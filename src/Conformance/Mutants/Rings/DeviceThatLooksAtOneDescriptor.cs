using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Takes the first descriptor of a chain for all of it.</summary>
internal sealed class DeviceThatLooksAtOneDescriptor(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override DescriptorChain Look(BalloonQueue queue, DescriptorChain chain) => chain with { Buffers = [chain.Buffers[0]] };
}
