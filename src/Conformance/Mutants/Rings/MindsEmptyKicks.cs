using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Breaks when it is notified of a queue in which nothing is new.</summary>
internal sealed class MindsEmptyKicks(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDeviceQueue(memory, addresses, options)
{
    private bool _wasEmpty;

    protected override Violation? ReadNext(out DescriptorChain? chain)
    {
        var violation = base.ReadNext(out chain);
        if (violation is not null || chain is not null)
        {
            _wasEmpty = false;
            return violation;
        }
        // The first look at an empty ring comes behind every chain; a second one is a kick without cause.
        if (_wasEmpty) return new("2.7.13", "a notification, and nothing in the ring");
        _wasEmpty = true;
        return null;
    }
}
