using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>With NOTIFICATION_DATA a notification names the descriptor that is made available next.</summary>
internal sealed class NotificationNamesNext : PerLifeRule
{
    public override ClauseId Clause => "driver.packed.descriptor.3";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.Accepts(Feature.NotificationData) || !Context.Life.Accepts(Feature.RingPacked)) return;
        switch (e)
        {
            case Refused { By: TraceActor.Device, Violation: { Clause: "driver.packed.descriptor.3", Message: var message } }:
                Broken(e, message);
                break;
            case DeviceNotified { Data: null, Index: var index }:
                Broken(e, $"the notification of queue {index} carries no data");
                break;
            case DeviceNotified { Data: { } data, Index: var index }:
                Check(e, data.QueueIndex == index, $"the notification of queue {index} names queue {data.QueueIndex}");
                break;
        }
    }
}
