using Ballast.Guest.Driver;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Sets free_pages up wherever it was offered, accepted or not.</summary>
internal sealed class SetsUpFreePagesAnyway : DriverDecisions
{
    public override BalloonQueues Queues(BalloonDriverOptions options, FeatureSet offered, FeatureSet accepted) =>
        base.Queues(options, offered, offered.Has(Feature.GetFreePages) ? accepted.With(Feature.GetFreePages) : accepted);

    public override bool SetsUp(BalloonQueue? role, Dialect dialect, FeatureSet accepted) =>
        role == BalloonQueue.FreePage || base.SetsUp(role, dialect, accepted);
}
