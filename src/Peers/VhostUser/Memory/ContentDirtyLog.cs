using System.IO.Hashing;
using System.Numerics;
using Ballast.Virtio.Memory;

namespace Ballast.Peers.VhostUser.Memory;

/// <summary>
/// The dirty log of RAM whose writes nobody reports. A page counts as written when its content is not what the destination
/// was given last (<see cref="ISentPages"/>) or, where it was given nothing, not what it was at the last look.
/// One case cannot be seen: a page that was filtered away, never sent, and then written with exactly the bytes that it had.
/// </summary>
internal sealed unsafe class ContentDirtyLog(nint address, ulong length) : IDirtyLog, ISentPages
{
    // One hash for each page: 16 bytes for 4096, and a chance of two contents sharing one that is nobody's concern.
    private readonly UInt128[] _known = new UInt128[length / PageRun.PageSize];
    private readonly ulong[] _setUp = new ulong[Words(length)];
    private readonly ulong[] _written = new ulong[Words(length)];
    private volatile bool _isLogging;

    /// <inheritdoc/>
    public bool IsLogging => _isLogging;

    /// <inheritdoc/>
    public void Start()
    {
        Array.Clear(_written);
        Parallel.For(0, _setUp.Length, word => Look(word, keep: true));
        _isLogging = true;
    }

    /// <inheritdoc/>
    public void Stop()
    {
        _isLogging = false;
        Array.Clear(_setUp);
        Array.Clear(_written);
    }

    /// <inheritdoc/>
    public void MarkAll()
    {
        for (int word = 0; word < _setUp.Length; word++) _setUp[word] = PagesIn(word);
    }

    /// <inheritdoc/>
    public void MarkWritten(ulong offset, ulong length, DirtyClient by)
    {
        if (!_isLogging || length == 0 || offset / PageRun.PageSize >= (ulong)_known.Length) return;
        ulong last = Math.Min((ulong)_known.Length - 1, (offset + Math.Min(length, ulong.MaxValue - offset) - 1) / PageRun.PageSize);
        for (ulong page = offset / PageRun.PageSize; page <= last; page++) Interlocked.Or(ref _written[page / 64], 1UL << (int)(page % 64));
    }

    /// <inheritdoc/>
    public ulong ClearFree(ulong firstPage, ReadOnlySpan<ulong> free)
    {
        if (firstPage % 64 != 0) throw new ArgumentOutOfRangeException(nameof(firstPage), $"{firstPage} is no multiple of 64");
        ulong cleared = 0;
        for (int i = 0; i < free.Length && firstPage / 64 + (ulong)i < (ulong)_setUp.Length; i++)
        {
            int word = (int)(firstPage / 64) + i;
            cleared += (ulong)BitOperations.PopCount(_setUp[word] & free[i] & ~_written[word]);
            _setUp[word] &= ~free[i];
        }
        return cleared;
    }

    /// <inheritdoc/>
    public ulong Synchronise(Span<ulong> migrationBitmap)
    {
        if (migrationBitmap.Length < _setUp.Length) throw new ArgumentException($"{migrationBitmap.Length} words are too few for {_known.Length} pages");
        var found = new ulong[_setUp.Length];
        if (_isLogging) Parallel.For(0, found.Length, word => found[word] = Look(word, keep: true));
        ulong set = 0;
        for (int word = 0; word < found.Length; word++)
        {
            ulong marks = found[word] | _setUp[word] | Interlocked.Exchange(ref _written[word], 0);
            _setUp[word] = 0;
            set += (ulong)BitOperations.PopCount(marks & ~migrationBitmap[word]);
            migrationBitmap[word] |= marks;
        }
        return set;
    }

    /// <summary>How many pages carry a mark, those included whose content has changed since the last look: it looks at all of them.</summary>
    public ulong CountMarked()
    {
        long marked = 0;
        Parallel.For(0, _setUp.Length, word =>
        {
            ulong found = _isLogging ? Look(word, keep: false) : 0;
            Interlocked.Add(ref marked, BitOperations.PopCount(found | _setUp[word] | _written[word]));
        });
        return (ulong)marked;
    }

    /// <inheritdoc/>
    public void Sent(ulong offset, ReadOnlySpan<byte> content)
    {
        if (offset % PageRun.PageSize != 0 || content.Length % PageRun.PageSize != 0) throw new ArgumentOutOfRangeException(nameof(offset), "only whole pages are sent");
        for (int page = (int)(offset / PageRun.PageSize); !content.IsEmpty; page++, content = content[PageRun.PageSize..])
            _known[page] = XxHash128.HashToUInt128(content[..PageRun.PageSize]);
    }

    // Which of 64 pages have another content than the one that is known.
    private ulong Look(int word, bool keep)
    {
        ulong changed = 0;
        int end = Math.Min(_known.Length, (word + 1) * 64);
        for (int page = word * 64; page < end; page++)
        {
            var now = XxHash128.HashToUInt128(new ReadOnlySpan<byte>((byte*)address + (nint)page * PageRun.PageSize, PageRun.PageSize));
            if (now == _known[page]) continue;
            changed |= 1UL << (page % 64);
            if (keep) _known[page] = now;
        }
        return changed;
    }

    private ulong PagesIn(int word)
    {
        int pages = Math.Min(64, _known.Length - word * 64);
        return pages == 64 ? ulong.MaxValue : (1UL << pages) - 1;
    }

    private static int Words(ulong length) => (int)((length / PageRun.PageSize + 63) / 64);
}
