using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>After the device has used a statistics buffer, another one is supplied.</summary>
internal sealed class StatisticsAreSuppliedAgain : PerLifeRule
{
    private readonly HashSet<ushort> _held = [];
    private ChainUsed? _used;
    private ushort _shown;

    public override ClauseId Clause => "driver.balloon.stats.3";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainUsed { Queue: BalloonQueue.Statistics } used when !Context.Life.Written.HasFlag(DeviceStatus.Failed):
                _used = used;
                _held.Remove(used.Head);
                break;
            case ChainAvailable { Queue: BalloonQueue.Statistics, Head: var head }:
                _held.Add(head);
                if (_used is not null) Kept(e);
                _used = null;
                break;
            case RingObserved { Queue: BalloonQueue.Statistics, View.AvailableIndex: { } index }:
                // What lies in the ring was supplied; that nobody was told of it is another fault.
                if (index != _shown) _used = null;
                _shown = index;
                break;
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.Failed):
            case DeviceStatusChanged:
                // Whoever gave up, or needs a reset, is owed nothing.
                _used = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _held.Clear();
        _used = null;
        _shown = 0;
    }

    public override void End(TraceEvent last)
    {
        if (_used is not null && _held.Count == 0 && !Context.Life.IsAtRest) Broken(_used, "a statistics buffer is used, and the driver supplies no other");
    }
}
