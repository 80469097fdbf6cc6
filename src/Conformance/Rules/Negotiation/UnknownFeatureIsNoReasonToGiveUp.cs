using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A driver does not give up because it does not know a feature that is offered.</summary>
internal sealed class UnknownFeatureIsNoReasonToGiveUp : PerLifeRule
{
    private TraceEvent? _offered;

    public override ClauseId Clause => "driver.features.8";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case FeaturesOffered { Features: var offered } when KnownFeatures.ForeignIn(offered, Context.Header.Transport) != FeatureSet.None:
                _offered ??= e;
                break;
            case StatusWritten { Status: var status } when _offered is not null && status.HasFlag(DeviceStatus.Failed):
                Broken(e, "the driver gives up on a device that offers a feature it does not know");
                _offered = null;
                break;
            case StatusWritten { Status: var status } when _offered is not null && status.HasFlag(DeviceStatus.DriverOk):
            case ChainAvailable when _offered is not null && !Context.Life.ShowsStatus:
                Kept(e);
                _offered = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        if (_offered is not null && Context.Life.ShowsStatus) Broken(reset, "the driver leaves a device that offers a feature it does not know");
        _offered = null;
    }

    public override void End(TraceEvent last)
    {
        if (_offered is not null && Context.Life.ShowsStatus) Broken(_offered, "a feature is offered that the driver does not know, and it never gets ready");
    }
}
