using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver that leaves has reset the device, or the queues, in which buffers were outstanding.</summary>
internal sealed class DriverResetsBeforeLeaving : PerLifeRule
{
    private readonly Dictionary<BalloonQueue, HashSet<ushort>> _outstanding = [];
    private bool _wasReset;

    public override ClauseId Clause => "driver.cleanup.2";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable chain:
                if (!_outstanding.TryGetValue(chain.Queue, out var heads)) _outstanding[chain.Queue] = heads = [];
                heads.Add(chain.Head);
                _wasReset = false;
                break;
            case ChainUsed used:
                _outstanding.GetValueOrDefault(used.Queue)?.Remove(used.Head);
                break;
            case QueueReset { Queue: { } queue }:
                _wasReset |= _outstanding.Remove(queue, out var left) && left.Count > 0;
                break;
            case DriverUnbound:
                int count = _outstanding.Values.Sum(h => h.Count);
                if (count > 0) Broken(e, $"the driver leaves {count} buffers with a device that it did not reset");
                else if (_wasReset) Kept(e);
                _wasReset = false;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _wasReset |= _outstanding.Values.Any(h => h.Count > 0);
        _outstanding.Clear();
    }
}
