using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>The driver notifies no queue before DRIVER_OK.</summary>
internal sealed class NothingIsNotifiedEarly : PerLifeRule
{
    public override ClauseId Clause => "driver.init.14";

    protected override void Watch(TraceEvent e)
    {
        if (e is DeviceNotified { Index: var index } && Context.Life.IsFollowed) Check(e, Context.Life.IsDriverOk, $"queue {index} is notified before DRIVER_OK");
    }
}
