using System.Numerics;
using Ballast.Virtio.Memory;

namespace Ballast.Host.Balloon;

/// <summary>
/// Pages of 4 KiB in the balloon of a host whose own pages are larger, of 64 KiB, say: a page of the host is given back when
/// all of it is in the balloon, and one page that leaves the balloon keeps it (virtio 1.4, 5.5.6).
/// </summary>
/// <param name="hostPageSize">Bytes of the host's pages: a power of two, and more than 4096.</param>
internal sealed class BalloonedPages(ulong hostPageSize)
{
    private const int Word = 64;

    private readonly int _pagesPerHostPage = (int)(hostPageSize >> PageRun.PageShift);

    // Only of host pages that are in the balloon in part: at most one entry for each of RAM.
    private readonly Dictionary<(IRamBlock Block, ulong HostPage), ulong[]> _partial = [];

    /// <summary>Pages of a block come into the balloon: what is whole by now is given back.</summary>
    /// <param name="block">The block.</param>
    /// <param name="offset">Of the first byte in the block; a multiple of 4096, as the length is.</param>
    /// <param name="length">Bytes.</param>
    public void Inflate(IRamBlock block, ulong offset, ulong length)
    {
        foreach (var (hostPage, first, count) in Split(offset, length))
        {
            var key = (block, hostPage);
            if (count < _pagesPerHostPage)
            {
                if (!_partial.TryGetValue(key, out ulong[]? pages)) _partial[key] = pages = new ulong[(_pagesPerHostPage + Word - 1) / Word];
                for (int page = first; page < first + count; page++) pages[page / Word] |= 1UL << page % Word;
                if (pages.Sum(BitOperations.PopCount) < _pagesPerHostPage) continue;
            }
            _partial.Remove(key);
            PageRanges.Discard(block, hostPage * hostPageSize, hostPageSize);
        }
    }

    /// <summary>Pages of a block leave the balloon: they are the guest's again, and their host pages stay.</summary>
    /// <param name="block">The block.</param>
    /// <param name="offset">Of the first byte in the block; a multiple of 4096, as the length is.</param>
    /// <param name="length">Bytes.</param>
    public void Deflate(IRamBlock block, ulong offset, ulong length)
    {
        foreach (var (hostPage, first, count) in Split(offset, length))
        {
            if (!_partial.TryGetValue((block, hostPage), out ulong[]? pages)) continue;
            for (int page = first; page < first + count; page++) pages[page / Word] &= ~(1UL << page % Word);
            if (pages.All(word => word == 0)) _partial.Remove((block, hostPage));
        }
    }

    /// <summary>The balloon is empty: the device was reset.</summary>
    public void Clear() => _partial.Clear();

    private IEnumerable<(ulong HostPage, int First, int Count)> Split(ulong offset, ulong length)
    {
        for (ulong end = offset + length; offset < end;)
        {
            ulong here = Math.Min(end - offset, hostPageSize - offset % hostPageSize);
            yield return (offset / hostPageSize, (int)(offset % hostPageSize >> PageRun.PageShift), (int)(here >> PageRun.PageShift));
            offset += here;
        }
    }
}
