using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A driver puts what it makes available where the legacy layout has the ring.</summary>
internal sealed class LegacyRingIsInItsPlace : PerLifeRule
{
    private readonly HashSet<BalloonQueue> _notified = [];

    public override ClauseId Clause => "driver.legacy.split.layout.3";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case DeviceNotified { Queue: { } queue }:
                _notified.Add(queue);
                break;
            case LegacyRingVerified { Queue: var queue, Available: var available } when _notified.Contains(queue):
                Check(e, available > 0, "the device was notified, and the available ring is empty at the place that the layout gives it");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _notified.Clear();
}
