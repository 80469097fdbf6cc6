using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>The first statistics of a legacy driver are not reported: early drivers did not fill them.</summary>
internal sealed class FirstStatisticsAreIgnored : PerLifeRule
{
    private int _samples;
    private IReadOnlyList<StatisticEntry> _first = [];

    public override ClauseId Clause => "device.legacy.balloon.stats.2";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable { Content: Virtio.Tracing.Content.Statistics { Entries: var entries } }:
                if (_samples++ == 0) _first = entries;
                break;
            case StatisticsSeen { Entries: var seen } when _samples == 1 && _first.Count > 0 && Context.Life.IsLegacy:
                Check(e, !_first.Any(seen.Contains), $"{_first.Count(seen.Contains)} statistics of the first buffer are reported");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_samples, _first) = (0, []);
}
