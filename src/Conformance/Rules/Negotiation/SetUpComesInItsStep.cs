using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>Queues are set up between FEATURES_OK and DRIVER_OK.</summary>
internal sealed class SetUpComesInItsStep : PerLifeRule
{
    private bool _configured;

    public override ClauseId Clause => "driver.init.7";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.IsFollowed) return;
        switch (e)
        {
            case QueueConfigured { Index: var index } when !Context.Life.IsFeaturesOk && !Context.Life.IsLegacy:
                Broken(e, $"queue {index} is configured before FEATURES_OK");
                break;
            case QueueConfigured { Index: var index } when Context.Life.IsDriverOk && !Context.Life.Accepts(Feature.RingReset):
                Broken(e, $"queue {index} is configured after DRIVER_OK");
                break;
            case QueueConfigured:
                _configured = true;
                break;
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.DriverOk) && !Context.Life.IsDriverOk:
                Check(e, _configured, "DRIVER_OK is set, and no queue is configured");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _configured = false;
}
