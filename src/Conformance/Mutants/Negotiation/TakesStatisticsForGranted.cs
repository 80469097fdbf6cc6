using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Accepts STATS_VQ without looking whether it is offered.</summary>
internal sealed class TakesStatisticsForGranted : DriverDecisions
{
    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) => base.Accept(offered, supported).With(Feature.StatsVq);
}
