using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Gives up on a device without STATS_VQ, which it can do without.</summary>
internal sealed class InsistsOnStatistics : DriverDecisions
{
    public override bool Suffices(FeatureSet offered, FeatureSet required) => offered.Has(Feature.StatsVq) && base.Suffices(offered, required);
}
