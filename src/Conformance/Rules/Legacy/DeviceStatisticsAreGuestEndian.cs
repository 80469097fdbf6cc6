using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A device reads the statistics of a legacy driver in the guest's byte order.</summary>
internal sealed class DeviceStatisticsAreGuestEndian : PerLifeRule
{
    private int _samples;
    private IReadOnlyList<StatisticEntry> _last = [];

    public override ClauseId Clause => "device.legacy.balloon.stats.1";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable { Content: Virtio.Tracing.Content.Statistics { Entries: var entries } }:
                _samples++;
                _last = [.. entries.Where(entry => Enum.IsDefined(entry.Tag))];
                break;
            // The first is ignored.
            case StatisticsSeen { Entries: var seen } when _samples > 1 && _last.Count > 0 && Context.IsBigEndian && Context.Life.IsLegacy:
                Check(e, _last.All(seen.Contains), $"of {_last.Count} statistics the host knows {_last.Count(seen.Contains)} as they were given");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_samples, _last) = (0, []);
}
