using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>A chain of buffers was made available, and the device took it.</summary>
/// <param name="Queue">Role of the queue.</param>
/// <param name="Head">Index of the first descriptor, or, packed, the buffer id.</param>
/// <param name="Buffers">The buffers of the chain.</param>
/// <param name="Content">What the chain means on this queue.</param>
public sealed record ChainAvailable(BalloonQueue Queue, ushort Head, IReadOnlyList<Rings.Buffer> Buffers, ChainContent Content) : TraceEvent(TraceActor.Driver)
{
    /// <summary>Whether the descriptors came from an indirect table.</summary>
    public bool IsIndirect { get; init; }

    /// <summary>
    /// The descriptors as they were read, those of an indirect table behind the one that refers to it. Empty where they would
    /// say no more than <see cref="Buffers"/>, or nobody noted them.
    /// </summary>
    public IReadOnlyList<Rings.RawDescriptor> Descriptors { get; init; } = [];

    /// <summary>Where the chain was found: the available index, or, packed, the slot of its first descriptor; null when nobody noted it.</summary>
    public ushort? Position { get; init; }

    /// <inheritdoc/>
    public bool Equals(ChainAvailable? other) => base.Equals(other) && Queue == other.Queue && Head == other.Head
        && Content == other.Content && IsIndirect == other.IsIndirect && Position == other.Position
        && Buffers.SequenceEqual(other.Buffers) && Descriptors.SequenceEqual(other.Descriptors);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Queue, Head, Content, Buffers.Count);
}
