using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>Every buffer has the same subset of the statistics.</summary>
internal sealed class SameStatisticsEachTime : PerLifeRule
{
    private HashSet<StatisticTag>? _tags;

    public override ClauseId Clause => "driver.balloon.stats.8";

    protected override void Watch(TraceEvent e)
    {
        if (e is not ChainAvailable { Queue: BalloonQueue.Statistics, Content: Virtio.Tracing.Content.Statistics { Entries: { Count: > 0 } entries } }) return;
        var tags = entries.Select(s => s.Tag).ToHashSet();
        if (_tags is not null) Check(e, tags.SetEquals(_tags), $"the buffer has {tags.Count} statistics, and they are not the {_tags.Count} of the one before");
        _tags = tags;
    }

    protected override void Reborn(TraceEvent reset) => _tags = null;
}
