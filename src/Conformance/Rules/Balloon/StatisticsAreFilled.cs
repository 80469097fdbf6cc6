using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>Every statistics buffer has one entry for each statistic, and nothing else.</summary>
internal sealed class StatisticsAreFilled : PerLifeRule
{
    private const ushort Filler = 0xffff;

    public override ClauseId Clause => "driver.balloon.stats.4";

    protected override void Watch(TraceEvent e)
    {
        if (e is not ChainAvailable { Queue: BalloonQueue.Statistics, Content: var content }) return;
        switch (content)
        {
            case Virtio.Tracing.Content.Statistics { Entries.Count: 0 } or not Virtio.Tracing.Content.Statistics:
                Broken(e, "the buffer has no entry");
                break;
            case Virtio.Tracing.Content.Statistics { Entries: var entries } when entries.Any(s => (ushort)s.Tag == Filler && s.Value == ulong.MaxValue):
                Broken(e, "the buffer has filler instead of statistics");
                break;
            case Virtio.Tracing.Content.Statistics { Entries: var entries }:
                var twice = entries.GroupBy(s => s.Tag).FirstOrDefault(g => g.Count() > 1);
                Check(e, twice is null, $"tag {(ushort?)twice?.Key} occurs {twice?.Count()} times");
                break;
        }
    }
}
