using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Returns every second buffer before the one that came in front of it, also where IN_ORDER was negotiated.</summary>
internal sealed class ReturnsOutOfOrder(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    private (DescriptorChain Chain, uint Written, ChainContent? Content)? _waiting;

    protected override IDeviceQueue MakeRing(QueueAddresses addresses, ushort? nextAvailable)
    {
        var options = RingOptions.For(AcceptedFeatures);
        return options.IsPacked ? new Packed(Memory, addresses, options) : new Split(Memory, addresses, options);
    }

    protected override void Use(BalloonQueue role, DescriptorChain chain, uint written = 0, ChainContent? content = null)
    {
        if (role != BalloonQueue.Inflate)
        {
            base.Use(role, chain, written, content);
        }
        else if (_waiting is { } first)
        {
            _waiting = null;
            base.Use(role, chain, written, content);
            base.Use(role, first.Chain, first.Written, first.Content);
        }
        else
        {
            _waiting = (chain, written, content);
        }
    }

    private sealed class Split(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDeviceQueue(memory, addresses, options)
    {
        protected override bool KeepsOrder => false;
    }

    private sealed class Packed(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDeviceQueue(memory, addresses, options)
    {
        protected override bool KeepsOrder => false;
    }
}
