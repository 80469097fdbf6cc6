using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The suite compared a part of a ring, or the buffers in it, with what they must hold.</summary>
/// <param name="Queue">Role of the queue.</param>
/// <param name="What">What was compared, in the words of who looked: exposed descriptors, readable buffers and the like.</param>
/// <param name="Entries">How many entries were compared.</param>
/// <param name="Wrong">Indices of those that differ.</param>
public sealed record RingVerified(BalloonQueue Queue, string What, int Entries, IReadOnlyList<ushort> Wrong) : TraceEvent(TraceActor.Suite)
{
    /// <inheritdoc/>
    public bool Equals(RingVerified? other) => base.Equals(other) && Queue == other.Queue && What == other.What && Entries == other.Entries
        && Wrong.SequenceEqual(other.Wrong);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Queue, What, Entries, Wrong.Count);
}
