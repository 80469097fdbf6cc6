using System.Globalization;

namespace Ballast.Peers.Linux;

/// <summary>Pages of known content, each different from every other page of this and of every other seed: consecutive
/// numbers of fifteen digits, one to a line, 256 to a page, so that the guest's <c>seq</c> can write them quickly.</summary>
public sealed class CanaryPages
{
    /// <summary>Bytes of a page.</summary>
    public const int PageSize = 4096;

    /// <summary>The highest seed.</summary>
    public const int LastSeed = 199_999;

    /// <summary>The most pages, 64 GiB.</summary>
    public const int MostPages = 1 << 24;

    private const int LineSize = 16;
    private const int LinesPerPage = PageSize / LineSize;
    private const long LeastLine = 100_000_000_000_000;

    /// <param name="seed">0 to <see cref="LastSeed"/>.</param>
    /// <param name="count">1 to <see cref="MostPages"/>.</param>
    public CanaryPages(int seed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seed, LastSeed);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostPages);
        (Seed, Count) = (seed, count);
    }

    /// <summary>What tells these pages from others.</summary>
    public int Seed { get; }

    /// <summary>The number of pages.</summary>
    public int Count { get; }

    /// <summary>The number on the first line of the first page.</summary>
    public long FirstLine => LeastLine + (long)Seed * MostPages * LinesPerPage;

    /// <summary>The number on the last line of the last page.</summary>
    public long LastLine => FirstLine + (long)Count * LinesPerPage - 1;

    /// <summary>Writes the content of page <paramref name="index"/>.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="page">At least <see cref="PageSize"/> bytes.</param>
    public void Write(int index, Span<byte> page)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var line = FirstLine + (long)index * LinesPerPage;
        for (var at = 0; at < PageSize; at += LineSize, line++)
        {
            line.TryFormat(page[at..], out _, default, CultureInfo.InvariantCulture);
            page[at + LineSize - 1] = (byte)'\n';
        }
    }

    /// <summary>The index of the page that has this content, or -1: the way back, to find canaries in RAM.</summary>
    /// <param name="page"><see cref="PageSize"/> bytes.</param>
    public int IndexOf(ReadOnlySpan<byte> page)
    {
        if (page.Length != PageSize
            || !long.TryParse(page[..(LineSize - 1)], NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            return -1;
        var (index, rest) = Math.DivRem(line - FirstLine, LinesPerPage);
        if (rest != 0 || index < 0 || index >= Count)
            return -1;
        Span<byte> expected = stackalloc byte[PageSize];
        Write((int)index, expected);
        return page.SequenceEqual(expected) ? (int)index : -1;
    }
}
