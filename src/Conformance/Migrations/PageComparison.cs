using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Migrations;

/// <summary>Compares every page of a destination with the source, both standing still.</summary>
internal static class PageComparison
{
    private const int Piece = 2 << 20;

    /// <summary>The pages that differ.</summary>
    /// <returns>The block at either side, and the page in it.</returns>
    public static IEnumerable<(IRamBlock Source, IRamBlock Destination, ulong Page)> Differences(IRam source, IRam destination)
    {
        foreach (var block in source.Blocks)
        {
            var other = destination.Blocks.First(b => b.Name == block.Name);
            for (ulong offset = 0; offset < block.Length; offset += Piece)
            {
                int length = (int)Math.Min(Piece, block.Length - offset);
                if (block.Bytes(offset, length).SequenceEqual(other.Bytes(offset, length))) continue;
                for (ulong page = offset >> PageRun.PageShift; page < (offset + (ulong)length) >> PageRun.PageShift; page++)
                {
                    if (!Page(block, page).SequenceEqual(Page(other, page))) yield return (block, other, page);
                }
            }
        }
    }

    /// <summary>A page's bytes.</summary>
    public static ReadOnlySpan<byte> Page(IRamBlock block, ulong page) => block.Bytes(page << PageRun.PageShift, PageRun.PageSize);

    /// <summary>Whether a page reads as zero.</summary>
    public static bool IsZero(IRamBlock block, ulong page) => Page(block, page).IndexOfAnyExcept((byte)0) < 0;
}
