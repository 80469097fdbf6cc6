using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Content;

/// <summary>Memory statistics (virtio 1.4, 5.5.6.3).</summary>
/// <param name="Entries">Tags and values, in the order of the buffer.</param>
/// <param name="Bytes">Bytes of the buffer.</param>
public sealed record Statistics(IReadOnlyList<StatisticEntry> Entries, ulong Bytes) : ChainContent
{
    /// <inheritdoc/>
    public bool Equals(Statistics? other) => other is not null && Bytes == other.Bytes && Entries.SequenceEqual(other.Entries);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Entries.Count, Bytes);
}
