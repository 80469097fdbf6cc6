using System.Diagnostics.CodeAnalysis;
using Ballast.Virtio.Memory;

namespace Ballast.Migration.Tests.Doubles;

/// <summary>RAM of named blocks, one behind the other in the guest's view unless a gap is put between.</summary>
internal sealed class PlainRam : IRam, IDisposable
{
    private readonly List<PlainBlock> _blocks = [];

    /// <summary>Blocks by name and pages.</summary>
    public PlainRam(params (string Name, ulong Pages)[] blocks)
        : this(0, blocks) { }

    /// <summary>Blocks with a gap in guest-physical memory before each but the first.</summary>
    public PlainRam(ulong gap, params (string Name, ulong Pages)[] blocks)
    {
        ulong offset = 0, address = 0;
        foreach (var (name, pages) in blocks)
        {
            _blocks.Add(new PlainBlock(name, offset, address, pages << PageRun.PageShift).Zeroed());
            offset += pages << PageRun.PageShift;
            address += (pages << PageRun.PageShift) + gap;
        }
        Size = offset;
    }

    public IReadOnlyList<IRamBlock> Blocks => _blocks;

    public ulong Size { get; }

    public ulong Pages => Size >> PageRun.PageShift;

    public bool TryLocate(ulong guestAddress, [NotNullWhen(true)] out IRamBlock? block, out ulong offset, out ulong contiguous)
    {
        foreach (var b in _blocks)
        {
            if (guestAddress < b.GuestAddress || guestAddress - b.GuestAddress >= b.Length) continue;
            (block, offset) = (b, guestAddress - b.GuestAddress);
            contiguous = b.Length - offset;
            return true;
        }
        (block, offset, contiguous) = (null, 0, 0);
        return false;
    }

    /// <summary>The bytes of a RAM page, for looking at.</summary>
    public Span<byte> Page(ulong page)
    {
        var block = BlockOf(page);
        return block.Raw((page << PageRun.PageShift) - block.RamOffset, PageRun.PageSize);
    }

    /// <summary>Writes a page as a guest, a device or the host does: the bytes first, then the mark.</summary>
    public void Write(ulong page, byte value, DirtyClient by = DirtyClient.Guest)
    {
        var block = BlockOf(page);
        ulong offset = (page << PageRun.PageShift) - block.RamOffset;
        block.Raw(offset, PageRun.PageSize).Fill(value);
        block.DirtyLog.MarkWritten(offset, PageRun.PageSize, by);
    }

    /// <summary>Fills pages with content that differs from page to page and from seed to seed.</summary>
    public void Fill(int seed, PageRun run)
    {
        for (ulong page = run.First; page < run.End; page++) new Random(seed ^ (int)page * 7919).NextBytes(Page(page));
    }

    /// <summary>Pages that were reached through <see cref="IRamBlock.Bytes"/>.</summary>
    public PageSet Touched() =>
        PageSet.Of(_blocks.SelectMany(b => b.Touched.Select(p => new PageRun((b.RamOffset >> PageRun.PageShift) + p, 1))));

    /// <summary>Pages whose content differs from the other RAM's.</summary>
    public PageSet Differences(PlainRam other)
    {
        var wrong = new List<PageRun>();
        for (ulong page = 0; page < Pages; page++)
        {
            if (!Page(page).SequenceEqual(other.Page(page))) wrong.Add(new(page, 1));
        }
        return PageSet.Of(wrong);
    }

    public void Dispose()
    {
        foreach (var block in _blocks) block.Dispose();
    }

    private PlainBlock BlockOf(ulong page) => _blocks.Single(
        b => page << PageRun.PageShift >= b.RamOffset && (page << PageRun.PageShift) - b.RamOffset < b.Length);
}
