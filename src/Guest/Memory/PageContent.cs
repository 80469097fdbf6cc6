using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ballast.Virtio.Memory;

namespace Ballast.Guest.Memory;

/// <summary>What a page holds that was written by a program: a function of seed, frame and generation, never all zero.</summary>
public static class PageContent
{
    private const ulong Odd = 0x9e3779b97f4a7c15;

    /// <summary>Fills pages of consecutive frames.</summary>
    /// <param name="pages">A whole number of pages.</param>
    /// <param name="seed">Seed of the guest.</param>
    /// <param name="frame">Guest frame of the first page.</param>
    /// <param name="generation">How often the pages have been written.</param>
    public static void Fill(Span<byte> pages, ulong seed, ulong frame, uint generation)
    {
        for (; !pages.IsEmpty; pages = pages[PageRun.PageSize..], frame++) FillPage(pages[..PageRun.PageSize], Start(seed, frame, generation));
    }

    /// <summary>Whether a page holds what <see cref="Fill"/> writes.</summary>
    public static bool Matches(ReadOnlySpan<byte> page, ulong seed, ulong frame, uint generation)
    {
        Span<byte> expected = stackalloc byte[PageRun.PageSize];
        Fill(expected, seed, frame, generation);
        return page.SequenceEqual(expected);
    }

    private static void FillPage(Span<byte> page, ulong start)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector256<ulong>>(page);
        var word = Vector256.Create(start) + Vector256.Create(0UL, 1, 2, 3) * Vector256.Create(Odd);
        var step = Vector256.Create(Odd) * Vector256.Create(4UL);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = word ^ Vector256.ShiftRightLogical(word, 29);
            word += step;
        }
    }

    // The finaliser of splitmix64: neighbouring frames and generations share nothing.
    private static ulong Start(ulong seed, ulong frame, uint generation)
    {
        ulong z = seed + frame * Odd + generation * 0xd1b54a32d192ed03;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
        z = (z ^ z >> 27) * 0x94d049bb133111eb;
        return z ^ z >> 31;
    }
}
