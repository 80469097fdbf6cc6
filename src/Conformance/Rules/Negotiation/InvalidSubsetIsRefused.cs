using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A device leaves FEATURES_OK unset when it cannot do what the driver accepted.</summary>
internal sealed class InvalidSubsetIsRefused : PerLifeRule
{
    private bool _asked;

    public override ClauseId Clause => "device.features.3";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case StatusWritten { Status: var status }:
                _asked = status.HasFlag(DeviceStatus.FeaturesOk) && !Context.Life.IsFeaturesOk;
                break;
            case StatusRead { Status: var status } when _asked && Context.Life is { Offered: { } offered, Accepted: { } accepted }:
                _asked = false;
                bool invalid = !accepted.IsSubsetOf(offered) || KnownFeatures.WithoutPrerequisite(accepted) != FeatureSet.None;
                if (invalid) Check(e, !status.HasFlag(DeviceStatus.FeaturesOk), $"FEATURES_OK stays set with {accepted.ToString(Context.Header.Dialect)}");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _asked = false;
}
