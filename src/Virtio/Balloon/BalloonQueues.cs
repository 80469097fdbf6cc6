namespace Ballast.Virtio.Balloon;

/// <summary>Which index each queue of a balloon has (virtio 1.4, 5.5.2).</summary>
public sealed class BalloonQueues
{
    private readonly BalloonQueue?[] _roles;

    private BalloonQueues(BalloonQueue?[] roles) => _roles = roles;

    /// <summary>One more than the highest index.</summary>
    public int Count => _roles.Length;

    /// <summary>
    /// The indices in a dialect under a numbering. In the bitmap dialect with GET_FREE_PAGES there are always four queues,
    /// whatever the numbering and also without STATS_VQ (bitmap.feature.2).
    /// </summary>
    /// <param name="dialect">Dialect of the machine.</param>
    /// <param name="numbering">How to number.</param>
    /// <param name="offered">Features that the device offers.</param>
    /// <param name="accepted">Features that the driver accepted.</param>
    public static BalloonQueues For(Dialect dialect, QueueNumbering numbering, FeatureSet offered, FeatureSet accepted)
    {
        var counted = numbering == QueueNumbering.Offered ? offered : accepted;
        bool bitmap = dialect == Dialect.Bitmap && counted.Has(Feature.GetFreePages);
        var optional = new (BalloonQueue Queue, bool Exists)[]
        {
            (BalloonQueue.Statistics, counted.Has(Feature.StatsVq)),
            (BalloonQueue.FreePage, counted.Has(Feature.FreePageHint)),
            (BalloonQueue.Reporting, counted.Has(Feature.PageReporting)),
        };
        var roles = new List<BalloonQueue?> { BalloonQueue.Inflate, BalloonQueue.Deflate };
        foreach (var (queue, exists) in optional)
        {
            if (exists) roles.Add(queue);
            else if (numbering == QueueNumbering.Fixed || (bitmap && queue == BalloonQueue.Statistics)) roles.Add(null);
        }
        while (roles[^1] is null) roles.RemoveAt(roles.Count - 1);
        return new([.. roles]);
    }

    /// <summary>What the queue with this index is for; null where the numbering leaves a gap or there is no such queue.</summary>
    public BalloonQueue? RoleOf(int index) => index >= 0 && index < _roles.Length ? _roles[index] : null;

    /// <summary>The index of a queue, or -1 when it does not exist.</summary>
    public int IndexOf(BalloonQueue queue) => Array.IndexOf(_roles, queue);
}
