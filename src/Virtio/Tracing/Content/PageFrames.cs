using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Tracing.Content;

/// <summary>An array of guest frame numbers, for inflating or deflating (virtio 1.4, 5.5.6).</summary>
/// <param name="Count">How many numbers the array has.</param>
/// <param name="Frames">The guest frames, as runs in the order of the array; neighbours that ascend by one are folded.</param>
/// <param name="TrailingBytes">Bytes behind the last whole number.</param>
/// <param name="Omitted">Numbers that were left out of the runs because there were too many to keep.</param>
public sealed record PageFrames(ulong Count, IReadOnlyList<PageRun> Frames, int TrailingBytes = 0, ulong Omitted = 0) : ChainContent
{
    /// <inheritdoc/>
    public bool Equals(PageFrames? other) => other is not null && Count == other.Count && TrailingBytes == other.TrailingBytes
        && Omitted == other.Omitted && Frames.SequenceEqual(other.Frames);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Frames.Count, TrailingBytes, Omitted);
}
