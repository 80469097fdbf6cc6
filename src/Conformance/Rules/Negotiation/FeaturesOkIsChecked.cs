using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>After setting FEATURES_OK the driver reads the status, and goes on only if the bit stayed.</summary>
internal sealed class FeaturesOkIsChecked : PerLifeRule
{
    private bool _set;
    private bool? _stayed;

    public override ClauseId Clause => "driver.init.6";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.IsFollowed) return;
        switch (e)
        {
            case StatusRead { Status: var status } when _set:
                _stayed = status.HasFlag(DeviceStatus.FeaturesOk);
                break;
            case QueueConfigured:
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.DriverOk):
                if (_set) Check(e, _stayed == true, _stayed is null ? "the driver goes on without having checked FEATURES_OK" : "the driver goes on though FEATURES_OK did not stay");
                _set = false;
                break;
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.FeaturesOk) && !Context.Life.IsFeaturesOk:
                (_set, _stayed) = (true, null);
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        if (_set && _stayed == false) Kept(reset, "the driver stops where FEATURES_OK did not stay");
        (_set, _stayed) = (false, null);
    }
}
