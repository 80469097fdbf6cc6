using System.Collections;

namespace Ballast.Virtio.Memory;

/// <summary>A set of pages as ascending runs that neither touch nor overlap. Compared by content.</summary>
public sealed class PageSet : IReadOnlyList<PageRun>, IEquatable<PageSet>
{
    private readonly PageRun[] _runs;

    private PageSet(PageRun[] runs) => _runs = runs;

    /// <summary>The set without pages.</summary>
    public static PageSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _runs.Length;

    /// <inheritdoc/>
    public PageRun this[int index] => _runs[index];

    /// <summary>How many pages are in the set.</summary>
    public ulong Pages
    {
        get
        {
            ulong pages = 0;
            foreach (var run in _runs) pages += run.Count;
            return pages;
        }
    }

    /// <summary>The set of all pages in the runs, which may come in any order and overlap.</summary>
    public static PageSet Of(params IEnumerable<PageRun> runs)
    {
        var sorted = runs.Where(r => r.Count > 0).OrderBy(r => r.First).ToList();
        var merged = new List<PageRun>(sorted.Count);
        foreach (var run in sorted)
        {
            if (merged.Count > 0 && run.First <= merged[^1].End)
                merged[^1] = merged[^1] with { Count = Math.Max(merged[^1].End, run.End) - merged[^1].First };
            else
                merged.Add(run);
        }
        return merged.Count == 0 ? Empty : new([.. merged]);
    }

    /// <summary>Whether the page is in the set.</summary>
    public bool Contains(ulong page)
    {
        int low = 0, high = _runs.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (page < _runs[middle].First) high = middle - 1;
            else if (page >= _runs[middle].End) low = middle + 1;
            else return true;
        }
        return false;
    }

    /// <summary>The pages of this set that are also in the other.</summary>
    public PageSet Intersect(PageSet other)
    {
        var common = new List<PageRun>();
        int i = 0, j = 0;
        while (i < _runs.Length && j < other._runs.Length)
        {
            ulong first = Math.Max(_runs[i].First, other._runs[j].First);
            ulong end = Math.Min(_runs[i].End, other._runs[j].End);
            if (first < end) common.Add(new(first, end - first));
            if (_runs[i].End < other._runs[j].End) i++;
            else j++;
        }
        return Of(common);
    }

    /// <summary>The pages of this set that are not in the other.</summary>
    public PageSet Except(PageSet other)
    {
        var rest = new List<PageRun>();
        int j = 0;
        foreach (var run in _runs)
        {
            ulong first = run.First;
            while (j < other._runs.Length && other._runs[j].End <= first) j++;
            for (int k = j; k < other._runs.Length && other._runs[k].First < run.End; k++)
            {
                if (other._runs[k].First > first) rest.Add(new(first, other._runs[k].First - first));
                first = Math.Max(first, other._runs[k].End);
            }
            if (first < run.End) rest.Add(new(first, run.End - first));
        }
        return Of(rest);
    }

    /// <summary>All pages of both sets.</summary>
    public PageSet Union(PageSet other) => Of(_runs.Concat(other._runs));

    /// <inheritdoc/>
    public bool Equals(PageSet? other) => other is not null && _runs.AsSpan().SequenceEqual(other._runs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PageSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var run in _runs) hash.Add(run);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<PageRun> GetEnumerator() => ((IEnumerable<PageRun>)_runs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The first runs, and how many more there are.</summary>
    public override string ToString() => _runs.Length switch
    {
        0 => "none",
        <= 4 => string.Join(' ', _runs),
        _ => $"{string.Join(' ', _runs.Take(4))} and {_runs.Length - 4} more runs",
    };
}
