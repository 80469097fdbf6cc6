using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>A device goes on with statistics that are unusual and allowed.</summary>
internal sealed class OddStatisticsAreTaken(ClauseId clause, Func<IReadOnlyList<StatisticEntry>, bool> isOdd) : PerLifeRule
{
    private ChainAvailable? _odd;

    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.Statistics, Content: Virtio.Tracing.Content.Statistics { Entries: var entries } } chain:
                _odd = isOdd(entries) ? chain : null;
                break;
            case ChainUsed { Queue: BalloonQueue.Statistics, Head: var head } when _odd?.Head == head:
                Kept(e, "the device asks for statistics again");
                _odd = null;
                break;
            case Refused { By: TraceActor.Device, Violation.Message: var message } when _odd is not null:
                Broken(e, $"the device refuses the statistics: {message}");
                _odd = null;
                break;
            case DeviceStatusChanged { Status: var status } when _odd is not null && status.HasFlag(DeviceStatus.DeviceNeedsReset):
                Broken(e, "the device gives up on the statistics");
                _odd = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _odd = null;

    /// <summary>Whether tags occur that virtio 1.4 does not define.</summary>
    public static bool HasUnknownTags(IReadOnlyList<StatisticEntry> entries) => entries.Any(s => s.Tag > StatisticTag.HugePageFailures);

    /// <summary>Whether the entries come in another order than that of their tags.</summary>
    public static bool IsUnordered(IReadOnlyList<StatisticEntry> entries) => entries.Zip(entries.Skip(1)).Any(p => p.First.Tag > p.Second.Tag);
}
