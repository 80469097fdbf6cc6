using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A queue that was reset is told its size and addresses anew before it is enabled.</summary>
internal sealed class ResetQueueIsSetUpWhole : PerLifeRule
{
    private readonly Dictionary<int, bool> _configured = [];

    public override ClauseId Clause => "driver.queue-reset.re-enable.1";

    protected override void Watch(TraceEvent e)
    {
        if (Context.IsVhostUser || !Context.Life.Accepts(Feature.RingReset)) return;
        switch (e)
        {
            case QueueReset { Index: var index }:
                _configured[index] = false;
                break;
            case QueueConfigured { Index: var index } when _configured.ContainsKey(index):
                _configured[index] = true;
                break;
            case QueueEnabled { Index: var index } when _configured.Remove(index, out bool configured):
                Check(e, configured, $"queue {index} is enabled after its reset, and its size and addresses were not written again");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _configured.Clear();
}
