using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules.Negotiation;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver works also where a feature is missing that it could use, unless it cannot without.</summary>
internal sealed class DriverFallsBack : PerLifeRule
{
    private static readonly FeatureSet Balloon = FeatureSet.Of(
        Feature.MustTellHost, Feature.StatsVq, Feature.DeflateOnOom, Feature.FreePageHint, Feature.PagePoison, Feature.PageReporting);

    private FeaturesOffered? _offered;
    private FeatureSet _required;
    private bool _refused;
    private bool _isOddlySized;

    public override ClauseId Clause => "driver.features.6";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case FeaturesRequired { Features: var required }:
                _required = required;
                break;
            case ConfigurationSized:
                // Who gives up then may do so for another reason.
                _isOddlySized = true;
                break;
            case FeaturesOffered offered when !_isOddlySized && IsOrdinary(offered.Features) && !Balloon.IsSubsetOf(offered.Features) && _required.IsSubsetOf(offered.Features):
                _offered = offered;
                break;
            case StatusRead { Status: var status } when Context.Life.IsFeaturesOk && !status.HasFlag(DeviceStatus.FeaturesOk):
                _refused = true;
                break;
            case StatusWritten { Status: var status } when _offered is not null && !_refused && status.HasFlag(DeviceStatus.Failed) && !Context.Life.IsDriverOk:
                Broken(e, $"the driver gives up on a device that offers {_offered.Features}");
                _offered = null;
                break;
            case StatusWritten { Status: var status } when _offered is not null && status.HasFlag(DeviceStatus.DriverOk):
            case ChainAvailable when _offered is not null && !Context.Life.ShowsStatus:
                Kept(e);
                _offered = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_offered, _refused) = (null, false);

    // Who gives up on a strange offer does so for another reason.
    private bool IsOrdinary(FeatureSet offered) => KnownFeatures.ForeignIn(offered, Context.Header.Transport) == FeatureSet.None;
}
