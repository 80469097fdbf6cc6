using Ballast.Guest.Driver;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Sets the statistics queue up only where STATS_VQ was accepted.</summary>
internal sealed class LeavesStatisticsQueueOut : DriverDecisions
{
    public override bool SetsUp(BalloonQueue? role, Dialect dialect, FeatureSet accepted) =>
        role is null or BalloonQueue.Statistics ? accepted.Has(Feature.StatsVq) : base.SetsUp(role, dialect, accepted);
}
