using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Testbeds;

/// <summary>Stands in for a migration that takes hints: notes which whole pages of RAM would not be sent.</summary>
/// <param name="isRam">Whether a range of guest-physical memory is RAM.</param>
public sealed class HintCollector(Func<ulong, ulong, bool> isRam) : IFreePageHintSink
{
    private readonly HashSet<ulong> _dropped = [];

    /// <summary>How many pages the hints of the round under way have covered.</summary>
    public int DroppedInLastRound => _dropped.Count;

    /// <summary>Forgets the hints of earlier rounds.</summary>
    public void BeginRound() => _dropped.Clear();

    /// <inheritdoc/>
    public ulong Hint(ulong guestAddress, ulong length)
    {
        // A page of which only a part is hinted is in use for all anybody knows.
        ulong first = (guestAddress + PageRun.PageSize - 1) >> PageRun.PageShift;
        ulong end = (guestAddress + length) >> PageRun.PageShift;
        ulong fresh = 0;
        for (ulong frame = first; frame < end && isRam(frame << PageRun.PageShift, PageRun.PageSize); frame++)
        {
            if (_dropped.Add(frame)) fresh++;
        }
        return fresh;
    }
}
