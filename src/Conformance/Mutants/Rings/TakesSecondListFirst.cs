using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Takes the second of two lists first.</summary>
internal sealed class TakesSecondListFirst(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDeviceQueue(memory, addresses, options)
{
    private DescriptorChain? _skipped;

    protected override Violation? ReadNext(out DescriptorChain? chain)
    {
        if (_skipped is { } first)
        {
            (chain, _skipped) = (first, null);
            return null;
        }
        var violation = base.ReadNext(out chain);
        if (violation is not null || chain is not { } list) return violation;
        base.StepOver(list);
        violation = base.ReadNext(out chain);
        if (violation is null && chain is not null) _skipped = list;
        else base.StepBack(list);
        if (_skipped is null) chain = list;
        return violation;
    }

    protected override void StepOver(DescriptorChain chain)
    {
        // The one that was skipped has been stepped over already.
        if (_skipped is not null || !_wasSkipped) base.StepOver(chain);
        _wasSkipped = _skipped is not null;
    }

    private bool _wasSkipped;
}
