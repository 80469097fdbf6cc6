using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>Features that a device accepted before are accepted again after a reset.</summary>
internal sealed class SameSubsetIsAcceptedAgain : Rule
{
    private readonly HashSet<(FeatureSet Offered, FeatureSet Accepted)> _accepted = [];
    private bool _asked;

    public override ClauseId Clause => "device.features.5";

    public override void See(TraceEvent e)
    {
        switch (e)
        {
            case StatusWritten { Status: var status }:
                _asked = status.HasFlag(DeviceStatus.FeaturesOk) && !Context.Life.IsFeaturesOk;
                break;
            case StatusRead { Status: var status } when _asked && Context.Life is { Offered: { } offered, Accepted: { } accepted }:
                _asked = false;
                bool stuck = status.HasFlag(DeviceStatus.FeaturesOk);
                if (_accepted.Contains((offered, accepted))) Check(e, stuck, $"{accepted.ToString(Context.Header.Dialect)} is refused, and was accepted before");
                else if (stuck) _accepted.Add((offered, accepted));
                break;
        }
    }
}
