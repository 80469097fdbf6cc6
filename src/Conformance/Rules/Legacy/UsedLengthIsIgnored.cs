using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>The used length of inflate and deflate buffers means nothing to a driver of a legacy device.</summary>
internal sealed class UsedLengthIsIgnored : PerLifeRule
{
    private ChainUsed? _odd;

    public override ClauseId Clause => "driver.legacy.balloon.inflate-deflate.1";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.IsLegacy) return;
        switch (e)
        {
            case ChainUsed { Queue: BalloonQueue.Inflate or BalloonQueue.Deflate, Length: > 0 } used:
                _odd = used;
                break;
            case ConfigurationWritten { Offset: <= BalloonConfiguration.ActualOffset } or ChainAvailable { Queue: BalloonQueue.Inflate or BalloonQueue.Deflate } when _odd is not null:
                Kept(e, $"goes on after a used length of {_odd.Length}");
                _odd = null;
                break;
            case Refused { By: TraceActor.Driver } when _odd is not null:
                Broken(e, $"a used length of {_odd.Length} is refused");
                _odd = null;
                break;
            case StatusWritten { Status: var status } when _odd is not null && status.HasFlag(DeviceStatus.Failed):
                Broken(e, $"the driver gives up after a used length of {_odd.Length}");
                _odd = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _odd = null;

    public override void End(TraceEvent last)
    {
        if (_odd is not null) Broken(_odd, $"after a used length of {_odd.Length} the driver neither updates actual nor goes on");
    }
}
