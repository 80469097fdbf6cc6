using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A device neither executes requests of a queue that was reset nor notifies for it until the queue is enabled again.</summary>
internal sealed class ResetQueueIsSilent : PerLifeRule
{
    private readonly Dictionary<int, BalloonQueue?> _silent = [];
    private bool _spoke;

    public override ClauseId Clause => "device.queue-reset.1";

    protected override void Watch(TraceEvent e)
    {
        if (Context.IsVhostUser || !Context.Life.Accepts(Feature.RingReset)) return;
        switch (e)
        {
            case QueueResetRead { IsDone: true } done:
                _silent[done.Index] = done.Queue;
                _spoke = false;
                break;
            case QueueEnabled { Index: var index } when _silent.Remove(index):
                if (!_spoke) Kept(e);
                break;
            case ChainAvailable { Queue: var queue } when _silent.ContainsValue(queue) && !Context.IsDriversView:
                Speaks(e, $"a request of {queue} is executed after the reset of the queue");
                break;
            case ChainUsed { Queue: var queue } when _silent.ContainsValue(queue):
                Speaks(e, $"a buffer of {queue} is used after the reset of the queue");
                break;
            case DriverNotified { Index: var index } when _silent.ContainsKey(index):
                Speaks(e, $"queue {index} is notified for after its reset");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _silent.Clear();

    public override void End(TraceEvent last)
    {
        if (_silent.Count > 0 && !_spoke) Kept(last);
    }

    private void Speaks(TraceEvent e, string message)
    {
        _spoke = true;
        Broken(e, message);
    }
}
