using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>Requests over a queue that was reset and enabled again are served: from the beginning of its rings, and with the values that it has now.</summary>
internal sealed class ResetQueueWorks(ClauseId clause, bool isChanged) : PerLifeRule
{
    private readonly Dictionary<int, QueueAddresses> _addresses = [];
    private readonly Dictionary<int, QueueAddresses> _before = [];
    private readonly HashSet<BalloonQueue> _judged = [];

    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        if (Context.IsVhostUser) return;
        switch (e)
        {
            case QueueReset { Index: var index } when Context.Life.Accepts(Feature.RingReset) && _addresses.TryGetValue(index, out var addresses):
                _before[index] = addresses;
                break;
            case QueueConfigured configured:
                _addresses[configured.Index] = configured.Addresses;
                if (configured.Queue is not { } role || !_before.Remove(configured.Index, out var before)) break;
                bool changed = before != configured.Addresses;
                if (changed == isChanged) _judged.Add(role);
                else _judged.Remove(role);
                break;
            case RequestsVerified { Queue: var queue } verified when _judged.Contains(queue):
                Check(e, verified.Returned == verified.Sent, $"{verified.Returned} of {verified.Sent} requests come back after the reset of the queue");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _addresses.Clear();
        _before.Clear();
        _judged.Clear();
    }
}
