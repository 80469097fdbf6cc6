using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>A chain of buffers was made available, and the device took it.</summary>
/// <param name="Queue">Role of the queue.</param>
/// <param name="Head">Index of the first descriptor.</param>
/// <param name="Buffers">The buffers of the chain.</param>
/// <param name="Content">What the chain means on this queue.</param>
public sealed record ChainAvailable(BalloonQueue Queue, ushort Head, IReadOnlyList<Rings.Buffer> Buffers, ChainContent Content) : TraceEvent(TraceActor.Driver)
{
    /// <summary>Whether the descriptors came from an indirect table.</summary>
    public bool IsIndirect { get; init; }

    /// <inheritdoc/>
    public bool Equals(ChainAvailable? other) => base.Equals(other) && Queue == other.Queue && Head == other.Head
        && Content == other.Content && IsIndirect == other.IsIndirect && Buffers.SequenceEqual(other.Buffers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Queue, Head, Content, Buffers.Count);
}
