using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Conformance.Tests.Mutants;

/// <summary>Has two faults: shows the same command id each time, and says that it wrote into each buffer.</summary>
internal sealed class CarelessDevice(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override CommandId After(CommandId last) => last;

    protected override void Use(BalloonQueue role, DescriptorChain chain, uint written = 0, ChainContent? content = null) =>
        base.Use(role, chain, 4, content);
}
