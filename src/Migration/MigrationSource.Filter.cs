using Ballast.Migration.Bitmaps;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Migration;

public partial class MigrationSource
{
    private ulong _filtered;

    /// <summary>Pages not sent because the guest said that they are free.</summary>
    protected ulong SkippedPages => _filtered + Volatile.Read(ref _hinted);

    /// <summary>
    /// The bitmap dialect's filter: asks, waits within bounds and takes what is free out of the log. It is used once, before
    /// the bulk stage (migration.filter.7); without an answer the migration goes on unfiltered (bitmap.wait.1).
    /// </summary>
    protected virtual void FilterBulkStage()
    {
        if (options.Filter != MigrationFilter.Bitmap) return;
        Record(new FreePagesAsked(null));
        if (ObtainFreePages() is { } free) ApplyFreePages(free);
    }

    /// <summary>Gets the guest's answer to this attempt's request (migration.filter.9).</summary>
    /// <returns>Bit i of word w stands for page 64 w + i of RAM; null when there is no answer.</returns>
    protected virtual ulong[]? ObtainFreePages()
    {
        if (options.BitmapSource is not { } source) return Unfiltered("unsupported", TimeSpan.Zero);
        var time = source.Loop.Time;
        long start = time.GetTimestamp();
        var look = new FreePageLook(source);
        bool isOver;
        try
        {
            isOver = source.Loop.WaitFor(look.IsOver, FreePageWait, _cancellation);
        }
        catch (OperationCanceledException)
        {
            GiveUp(source, look);
            Unfiltered("cancelled", time.GetElapsedTime(start));
            throw;
        }
        if (!isOver) GiveUp(source, look);
        return look.Outcome switch
        {
            FreePagePoll.Unsupported => Unfiltered("unsupported", time.GetElapsedTime(start)),
            FreePagePoll.Pending => Unfiltered("timeout", time.GetElapsedTime(start)),
            _ when (ulong)look.Free!.Length != (RamPages + 63) / 64 => Unfiltered("refused", time.GetElapsedTime(start)),
            _ => look.Free,
        };
    }

    /// <summary>How long to wait for the guest's answer.</summary>
    protected virtual TimeSpan FreePageWait => options.FreePageWait;

    /// <summary>Takes the answer's free pages out of the dirty log.</summary>
    protected virtual void ApplyFreePages(ulong[] free)
    {
        ulong pages = PageBitmap.Count(free);
        Record(new FreePagesAnswered(pages));
        foreach (var block in ram.Blocks) _filtered += FilterBlock(block, FirstRamPage(block), free);
        Record(new FilterApplied(pages, _filtered));
    }

    /// <summary>Where a block's first page is in the answer (migration.filter.6).</summary>
    protected virtual ulong FirstRamPage(IRamBlock block) => block.RamOffset >> PageRun.PageShift;

    /// <summary>Takes free pages of a block out of its log; what was written since logging began stays (migration.filter.2).</summary>
    /// <returns>How many pages need not be sent.</returns>
    protected virtual ulong ClearFree(IRamBlock block, ulong firstPage, ReadOnlySpan<ulong> free) =>
        block.DirtyLog.ClearFree(firstPage, free);

    private ulong RamPages => ram.Size >> PageRun.PageShift;

    private ulong FilterBlock(IRamBlock block, ulong firstRamPage, ReadOnlySpan<ulong> free)
    {
        int words = (int)(((block.Length >> PageRun.PageShift) + 63) / 64);
        int firstWord = (int)Math.Min(firstRamPage / 64, (ulong)free.Length);
        int shift = (int)(firstRamPage % 64);
        free = free[firstWord..];
        if (shift == 0) return ClearFree(block, 0, free[..Math.Min(words, free.Length)]);

        // The block begins within a word of the answer: its words are put together from two neighbours.
        Span<ulong> part = stackalloc ulong[256];
        ulong cleared = 0;
        for (int done = 0; done < words; done += part.Length)
        {
            int here = Math.Min(part.Length, words - done);
            for (int i = 0; i < here; i++)
            {
                ulong low = done + i < free.Length ? free[done + i] : 0;
                ulong high = done + i + 1 < free.Length ? free[done + i + 1] : 0;
                part[i] = low >> shift | high << 64 - shift;
            }
            cleared += ClearFree(block, (ulong)done * 64, part[..here]);
        }
        return cleared;
    }

    private static void GiveUp(IFreePageBitmapSource source, FreePageLook look)
    {
        // On the loop, so that a look under way there neither takes an answer for nobody nor starts a request anew.
        source.Loop.Invoke(look.Abandon);
        if (look.Outcome == FreePagePoll.Pending) source.GiveUp();
    }

    private ulong[]? Unfiltered(string reason, TimeSpan waited)
    {
        Record(new FreePagesGivenUp(reason, waited));
        return null;
    }

    private void ResetFilter()
    {
        _filtered = 0;
        ResetHints();
    }

    private void DisposeFilter() => DisposeHints();
}
