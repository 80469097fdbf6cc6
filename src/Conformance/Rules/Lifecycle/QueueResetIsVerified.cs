using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver looks whether the reset of a queue has taken place before it sets the queue up again.</summary>
internal sealed class QueueResetIsVerified : PerLifeRule
{
    private readonly HashSet<int> _asked = [];

    public override ClauseId Clause => "driver.queue-reset.1";

    protected override void Watch(TraceEvent e)
    {
        // vhost-user stops queues for reasons of its own.
        if (Context.IsVhostUser || !Context.Life.Accepts(Feature.RingReset)) return;
        switch (e)
        {
            case QueueReset { Index: var index }:
                _asked.Add(index);
                break;
            case QueueResetRead { Index: var index, IsDone: true } when _asked.Remove(index):
                Kept(e);
                break;
            case QueueConfigured { Index: var index } when _asked.Remove(index):
                Broken(e, $"queue {index} is configured again, and nobody has looked whether its reset is done");
                break;
            case QueueEnabled { Index: var index } when _asked.Remove(index):
                Broken(e, $"queue {index} is enabled again, and nobody has looked whether its reset is done");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _asked.Clear();
}
