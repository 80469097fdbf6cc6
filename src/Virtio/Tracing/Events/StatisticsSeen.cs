using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The suite has asked the host for the guest's statistics: what the device has made of the driver's buffers.</summary>
/// <param name="Entries">What the host knows; empty when it knows nothing.</param>
public sealed record StatisticsSeen(IReadOnlyList<StatisticEntry> Entries) : TraceEvent(TraceActor.Suite)
{
    /// <inheritdoc/>
    public bool Equals(StatisticsSeen? other) => base.Equals(other) && Entries.SequenceEqual(other!.Entries);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Entries.Count);
}
