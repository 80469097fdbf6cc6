using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>After the device has used a statistics buffer, another one is supplied.</summary>
internal sealed class StatisticsAreSuppliedAgain : PerLifeRule
{
    private ChainUsed? _used;

    public override ClauseId Clause => "driver.balloon.stats.3";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainUsed { Queue: BalloonQueue.Statistics } used:
                _used = used;
                break;
            case ChainAvailable { Queue: BalloonQueue.Statistics } when _used is not null:
                Kept(e);
                _used = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _used = null;

    public override void End(TraceEvent last)
    {
        if (_used is not null) Broken(_used, "a statistics buffer is used, and the driver supplies no other");
    }
}
