using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver that cannot work without a feature that is missing sets FAILED and stops.</summary>
internal sealed class DriverGivesUpWithout : PerLifeRule
{
    private FeatureSet _required;
    private bool _isMissing;
    private bool _failed;

    public override ClauseId Clause => "driver.features.7";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case FeaturesRequired { Features: var required }:
                _required = required;
                break;
            case FeaturesOffered { Features: var offered }:
                _isMissing = !_required.IsSubsetOf(offered);
                break;
            case StatusWritten { Status: var status } when _isMissing && status.HasFlag(DeviceStatus.DriverOk):
                Broken(e, $"the driver goes into operation, though it cannot work without {_required}");
                break;
            case StatusWritten { Status: var status } when _isMissing && status.HasFlag(DeviceStatus.Failed):
                _failed = true;
                Kept(e);
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_isMissing, _failed) = (false, false);

    public override void End(TraceEvent last)
    {
        if (_isMissing && !_failed && Context.Life.ShowsStatus && !Context.Life.IsDriverOk)
            Broken(last, $"the driver cannot work without {_required}, and does not set FAILED");
    }
}
