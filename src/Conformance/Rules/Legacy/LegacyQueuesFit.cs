using Ballast.Conformance.Clauses;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A legacy queue has as much memory as the formula says: no queue reaches into another.</summary>
internal sealed class LegacyQueuesFit : PerLifeRule
{
    private readonly Dictionary<int, (ulong Start, ulong End)> _places = [];

    public override ClauseId Clause => "driver.legacy.split.layout.2";

    protected override void Watch(TraceEvent e)
    {
        if (e is not QueueConfigured { IsLegacy: true, Index: var index, Addresses: var at } || at.Device == 0) return;
        ulong end = unchecked(at.Device + SplitLayout.UsedBytes(at.Size));
        var clash = _places.Where(p => p.Key != index && p.Value.Start < end && at.Descriptors < p.Value.End).Select(p => (int?)p.Key).FirstOrDefault();
        Check(e, clash is null && end > at.Descriptors, $"queue {index} takes 0x{at.Descriptors:x} to 0x{end:x}, where queue {clash} lies");
        _places[index] = (at.Descriptors, end);
    }

    protected override void Reborn(TraceEvent reset) => _places.Clear();
}
