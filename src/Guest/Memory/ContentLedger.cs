using Ballast.Virtio.Memory;

namespace Ballast.Guest.Memory;

/// <summary>Which pages hold content that a program wrote and still needs, and of which generation. Costs 4 bytes for each page once written.</summary>
internal sealed class ContentLedger
{
    private const uint Needed = 1U << 31;
    private const int ChunkShift = 10;
    private const ulong ChunkPages = 1UL << ChunkShift;

    private readonly Dictionary<ulong, uint[]> _chunks = [];

    /// <summary>Notes that the page is written anew.</summary>
    /// <returns>The generation to write.</returns>
    public uint Write(ulong frame)
    {
        ref uint entry = ref Entry(frame);
        entry = ((entry & ~Needed) + 1) & ~Needed;
        entry |= Needed;
        return entry & ~Needed;
    }

    /// <summary>Notes that nobody needs the page's content any more.</summary>
    public void Forget(PageRun run)
    {
        for (ulong frame = run.First; frame < run.End; frame++)
        {
            if (_chunks.TryGetValue(frame >> ChunkShift, out var chunk)) chunk[frame & (ChunkPages - 1)] &= ~Needed;
        }
    }

    /// <summary>The generation of a page that is needed.</summary>
    public bool TryGet(ulong frame, out uint generation)
    {
        generation = 0;
        if (!_chunks.TryGetValue(frame >> ChunkShift, out var chunk)) return false;
        uint entry = chunk[frame & (ChunkPages - 1)];
        generation = entry & ~Needed;
        return (entry & Needed) != 0;
    }

    /// <summary>The pages whose content is needed.</summary>
    public PageSet Pages()
    {
        var runs = new List<PageRun>();
        foreach (var (number, chunk) in _chunks)
        {
            for (int i = 0; i < chunk.Length; i++)
            {
                if ((chunk[i] & Needed) == 0) continue;
                int first = i;
                while (i < chunk.Length && (chunk[i] & Needed) != 0) i++;
                runs.Add(new((number << ChunkShift) + (ulong)first, (ulong)(i - first)));
            }
        }
        return PageSet.Of(runs);
    }

    private ref uint Entry(ulong frame)
    {
        if (!_chunks.TryGetValue(frame >> ChunkShift, out var chunk)) _chunks.Add(frame >> ChunkShift, chunk = new uint[ChunkPages]);
        return ref chunk[frame & (ChunkPages - 1)];
    }
}
