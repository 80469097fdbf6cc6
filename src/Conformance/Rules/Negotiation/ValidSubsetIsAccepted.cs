using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A device takes every subset of what it offers.</summary>
internal sealed class ValidSubsetIsAccepted : PerLifeRule
{
    private FeaturesAccepted? _written;
    private bool _asked;

    public override ClauseId Clause => "device.features.2";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case FeaturesAccepted accepted:
                _written = accepted;
                break;
            case StatusWritten { Status: var status }:
                _asked = status.HasFlag(DeviceStatus.FeaturesOk) && !Context.Life.IsFeaturesOk;
                break;
            case StatusRead { Status: var status } when _asked && _written is not null && Context.Life.Offered is { } offered && IsValid(_written.Features, offered):
                _asked = false;
                // device.balloon.features.1: a device may insist on MUST_TELL_HOST.
                bool mayRefuse = offered.Has(Feature.MustTellHost) && !_written.Features.Has(Feature.MustTellHost);
                if (status.HasFlag(DeviceStatus.FeaturesOk)) Kept(e);
                else if (!mayRefuse) Broken(e, $"{_written.Features.ToString(Context.Header.Dialect)} is refused, though it is a subset of what is offered");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _written = null;
        _asked = false;
    }

    private static bool IsValid(FeatureSet accepted, FeatureSet offered) => accepted.IsSubsetOf(offered)
        && accepted.Has(Feature.Version1) && KnownFeatures.WithoutPrerequisite(accepted) == FeatureSet.None;
}
