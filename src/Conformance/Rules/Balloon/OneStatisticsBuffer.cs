using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>At most one buffer is in statsq.</summary>
internal sealed class OneStatisticsBuffer : PerLifeRule
{
    private readonly HashSet<ushort> _held = [];

    public override ClauseId Clause => "driver.balloon.stats.1";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.Statistics, Head: var head }:
                Check(e, _held.Count == 0, "a second statistics buffer is made available while the device holds one");
                _held.Add(head);
                break;
            case ChainUsed { Queue: BalloonQueue.Statistics, Head: var head }:
                _held.Remove(head);
                break;
            case QueueReset { Queue: BalloonQueue.Statistics }:
                _held.Clear();
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _held.Clear();
}
