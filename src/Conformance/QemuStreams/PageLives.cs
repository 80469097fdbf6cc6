using Ballast.Virtio.Memory;

namespace Ballast.Conformance.QemuStreams;

/// <summary>The lives of the pages that any event touched.</summary>
/// <param name="pages">Pages of RAM.</param>
internal sealed class PageLives(ulong pages)
{
    private const int ChunkShift = 8;
    private const int ChunkPages = 1 << ChunkShift;

    public delegate void Change(ref PageLife life);

    private readonly SortedDictionary<ulong, PageLife[]> _chunks = [];

    public void Apply(IEnumerable<PageRun> runs, Change change)
    {
        foreach (var run in runs)
        {
            for (ulong page = run.First; page < Math.Min(run.End, pages); page++) change(ref this[page]);
        }
    }

    /// <summary>Applies a change to every page that was touched.</summary>
    public void ApplyToAll(Change change)
    {
        foreach (var chunk in _chunks.Values)
        {
            for (int i = 0; i < ChunkPages; i++) change(ref chunk[i]);
        }
    }

    /// <summary>The life of a page: an empty one when no event touched it.</summary>
    public PageLife Find(ulong page) => _chunks.TryGetValue(page >> ChunkShift, out var chunk) ? chunk[page & (ChunkPages - 1)] : default;

    /// <summary>Every page that was touched, in ascending order.</summary>
    public IEnumerable<(ulong Page, PageLife Life)> All()
    {
        foreach (var (number, chunk) in _chunks)
        {
            for (int i = 0; i < ChunkPages; i++)
            {
                if (chunk[i] != default) yield return ((number << ChunkShift) + (ulong)i, chunk[i]);
            }
        }
    }

    private ref PageLife this[ulong page]
    {
        get
        {
            if (!_chunks.TryGetValue(page >> ChunkShift, out var chunk)) _chunks.Add(page >> ChunkShift, chunk = new PageLife[ChunkPages]);
            return ref chunk[page & (ChunkPages - 1)];
        }
    }
}
