using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>Which readings of the queue list of 5.5.2 the indices of a driver's queues agree with.</summary>
internal sealed class QueueIndices
{
    private const int MostIndices = 16;
    private readonly SortedSet<int> _indices = [];

    public void Add(int index)
    {
        if (_indices.Count < MostIndices) _indices.Add(index);
    }

    public void Clear() => _indices.Clear();

    /// <summary>The readings, joined by a bar; empty when the indices agree with none.</summary>
    public string Followed(FeatureSet offered, FeatureSet accepted) =>
        string.Join('|', Enum.GetValues<QueueNumbering>().Where(n => _indices.SetEquals(Indices(n, offered, accepted))).Select(TraceNames.Of));

    /// <summary>Whether some reading has all its queues among the indices.</summary>
    public bool AreEnough(FeatureSet offered, FeatureSet accepted) =>
        Enum.GetValues<QueueNumbering>().Any(n => _indices.IsSupersetOf(Indices(n, offered, accepted)));

    private static IEnumerable<int> Indices(QueueNumbering numbering, FeatureSet offered, FeatureSet accepted)
    {
        var queues = BalloonQueues.For(Dialect.Hint, numbering, offered, accepted);
        for (int index = 0; index < queues.Count; index++)
        {
            if (queues.RoleOf(index) is { } role && IsUsed(role, accepted)) yield return index;
        }
    }

    private static bool IsUsed(BalloonQueue role, FeatureSet accepted) => role switch
    {
        BalloonQueue.Statistics => accepted.Has(Feature.StatsVq),
        BalloonQueue.FreePage => accepted.Has(Feature.FreePageHint),
        BalloonQueue.Reporting => accepted.Has(Feature.PageReporting),
        _ => true,
    };
}
