using Ballast.Migration.Bitmaps;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Migration;

public partial class MigrationSource
{
    private IFreePageHintSource? _hints;
    private bool _areHintsOn;
    private PageBitmap[] _dropped = [];
    private ulong _hinted;

    /// <summary>A page of a hint lost its bit in a later round: it was sent before, so the destination is told that it is free.</summary>
    private bool KeepsDropped => _round > 1;

    /// <summary>Issues a new command id, after a synchronisation and while the guest runs.</summary>
    protected virtual void StartHints()
    {
        if (_hints is null) return;
        _areHintsOn = true;
        Record(new FreePagesAsked(_hints.Start(new HintSink(this))));
    }

    /// <summary>Shows STOP before the log is synchronised: what is hinted later would be held against the wrong bits.</summary>
    protected virtual void StopHints()
    {
        if (!_areHintsOn) return;
        _hints!.Stop();
        _areHintsOn = false;
    }

    /// <summary>Shows DONE, also after a failure and a cancel: the guest may have its pages back.</summary>
    protected virtual void EndHints()
    {
        _areHintsOn = false;
        _hints?.Done();
        _hints = null;
    }

    /// <summary>Takes hinted pages out of the round under way.</summary>
    /// <returns>How many pages need not be sent any more.</returns>
    protected virtual ulong Drop(IRamBlock block, ulong firstPage, ulong pages)
    {
        int index = IndexOf(block);
        if (!KeepsDropped) return _bitmaps[index].Clear(firstPage, pages);
        ulong count = 0;
        for (ulong page = firstPage; page < firstPage + pages; page++)
        {
            if (_bitmaps[index].Clear(page, 1) == 0) continue;
            _dropped[index].Set(page, 1);
            count++;
        }
        return count;
    }

    private ulong TakeHint(ulong guestAddress, ulong length)
    {
        ulong dropped = 0;
        length = Math.Min(length, ulong.MaxValue - guestAddress);
        while (length > 0 && ram.TryLocate(guestAddress, out var block, out ulong offset, out ulong contiguous) && contiguous > 0)
        {
            ulong here = Math.Min(length, contiguous);
            ulong first = offset + (PageRun.PageSize - 1) >> PageRun.PageShift;
            ulong end = Math.Min(offset + here, block.Length) >> PageRun.PageShift;
            if (first < end) dropped += Drop(block, first, end - first);
            guestAddress += here;
            length -= here;
        }
        Interlocked.Add(ref _hinted, dropped);
        return dropped;
    }

    private void OpenHints()
    {
        if (options.Filter != MigrationFilter.Hint) return;
        if (options.HintSource is { IsAvailable: true } source)
        {
            _hints = source;
            _dropped = [.. _bitmaps.Select(b => new PageBitmap(b.Pages))];
        }
        else
        {
            Unfiltered("unsupported", TimeSpan.Zero);
        }
    }

    private int IndexOf(IRamBlock block)
    {
        for (int i = 0; i < ram.Blocks.Count; i++)
        {
            if (ReferenceEquals(ram.Blocks[i], block)) return i;
        }
        throw new ArgumentException($"block {block.Name} is not of this machine's RAM", nameof(block));
    }

    private void ResetHints()
    {
        _hinted = 0;
        _areHintsOn = false;
    }

    private void DisposeHints()
    {
        foreach (var bitmap in _dropped) bitmap.Dispose();
        _dropped = [];
    }

    private sealed class HintSink(MigrationSource source) : IFreePageHintSink
    {
        public ulong Hint(ulong guestAddress, ulong length) => source.TakeHint(guestAddress, length);
    }
}
