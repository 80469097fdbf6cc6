using System.Runtime.InteropServices;
using Ballast.Virtio.Memory;

namespace Ballast.Peers.Qemu.Streams;

/// <summary>What a stream made of the pages of one block.</summary>
/// <param name="pages">Pages of the block.</param>
internal sealed class BlockImage(ulong pages)
{
    // Small, so that a stream of scattered pages costs little more than its length.
    private const int ChunkShift = 6;
    private const int ChunkPages = 1 << ChunkShift;
    // Records of before are kept up to here; then only the last one of each page.
    private const int HistoryPerPage = 4;
    private const int SmallHistory = 1 << 16;

    private readonly Dictionary<ulong, PageState[]> _chunks = [];
    private readonly List<Earlier> _earlier = [];

    public void Add(in QemuPageRecord record, PageDigest digest, bool isZero)
    {
        ulong page = record.Offset >> PageRun.PageShift;
        ref var chunk = ref CollectionsMarshal.GetValueRefOrAddDefault(_chunks, page >> ChunkShift, out _);
        chunk ??= new PageState[ChunkPages];
        ref var state = ref chunk[page & (ChunkPages - 1)];
        if (state.Count > 0 && (ulong)_earlier.Count < pages * HistoryPerPage + SmallHistory)
        {
            _earlier.Add(new(state.Position, state.Section, state.IsZero, state.Earlier));
            state.Earlier = _earlier.Count;
        }
        (state.Digest, state.Position, state.Section, state.IsZero) = (digest, record.Position, record.Section.Ordinal, isZero);
        if (state.Count < int.MaxValue) state.Count++;
    }

    public PageDigest? DigestOf(ulong page) => TryGet(page, out var state) ? state.Digest : null;

    public SentPage? Find(ulong page, List<QemuSection> sections)
    {
        if (!TryGet(page, out var state)) return null;
        var records = new List<SentRecord> { new(state.Position, sections[state.Section], state.IsZero) };
        for (int at = state.Earlier; at > 0; at = _earlier[at - 1].Before)
        {
            var earlier = _earlier[at - 1];
            records.Add(new(earlier.Position, sections[earlier.Section], earlier.IsZero));
        }
        records.Reverse();
        return new(state.Digest, state.Count, records);
    }

    public PageSet Sent() => Where(state => state.Count > 0);

    public PageSet Zero() => Where(state => state is { Count: > 0, IsZero: true });

    private bool TryGet(ulong page, out PageState state)
    {
        state = _chunks.TryGetValue(page >> ChunkShift, out var chunk) ? chunk[page & (ChunkPages - 1)] : default;
        return state.Count > 0;
    }

    private PageSet Where(Func<PageState, bool> condition)
    {
        var runs = new List<PageRun>();
        foreach (var (number, chunk) in _chunks)
        {
            ulong first = number << ChunkShift;
            for (int i = 0; i < ChunkPages;)
            {
                int begin = i;
                while (i < ChunkPages && condition(chunk[i])) i++;
                if (i > begin) runs.Add(new(first + (ulong)begin, (ulong)(i - begin)));
                else i++;
            }
        }
        return PageSet.Of(runs);
    }

    private record struct PageState(PageDigest Digest, long Position, int Section, int Count, int Earlier, bool IsZero);

    private readonly record struct Earlier(long Position, int Section, bool IsZero, int Before);
}
