using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>Guest pages were written whole, and the trace keeps what they hold from now on: a migrated guest must find it again.</summary>
/// <param name="By">Who wrote.</param>
/// <param name="Pages">Guest frames (guest-physical addresses divided by 4096) and what they hold; of a frame that comes twice the last counts.</param>
public sealed record PagesWritten(DirtyClient By, IReadOnlyList<PageContent> Pages) : TraceEvent(TraceActor.Suite)
{
    /// <summary>How many pages were written.</summary>
    public ulong Count => Pages.Aggregate(0UL, (sum, content) => sum + content.Frames.Pages);

    /// <inheritdoc/>
    public bool Equals(PagesWritten? other) => base.Equals(other) && By == other.By && Pages.SequenceEqual(other.Pages);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), By, Pages.Count);
}
