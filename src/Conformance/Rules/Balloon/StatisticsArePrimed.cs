using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>After initialisation a readable buffer is put into statsq.</summary>
internal sealed class StatisticsArePrimed : PerLifeRule
{
    private bool _primed;
    private TraceEvent? _since;

    public override ClauseId Clause => "driver.balloon.stats.2";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.Accepts(Feature.StatsVq)) return;
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.Statistics, Buffers: var buffers } when !_primed:
                _primed = true;
                Check(e, buffers.Count > 0 && buffers.All(b => !b.IsDeviceWritable), "the first statistics buffer is not readable by the device");
                break;
            // Later work of the driver shows that it had the time.
            case ChainAvailable or ConfigurationWritten when Context.Life.IsUp:
                _since ??= e;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_primed, _since) = (false, null);

    public override void End(TraceEvent last)
    {
        if (!_primed && _since is not null) Broken(_since, "STATS_VQ was accepted, and the driver works without a buffer in statsq");
    }
}
