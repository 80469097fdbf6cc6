using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Migration;

public partial class MigrationSource
{
    /// <summary>Set-up: all RAM is marked, the migration bitmap stays empty, and logging starts before the guest is asked.</summary>
    protected virtual void SetUp()
    {
        // migration.setup.2: marks of an earlier attempt say nothing any more; this one starts from all RAM.
        foreach (var block in ram.Blocks) MarkAll(block);
        foreach (var (block, bitmap) in ram.Blocks.Zip(_bitmaps)) PrepareBitmap(block, bitmap.Words);
        Record(new MigrationSetUp(
            _attempt, options.Filter.ToString().ToLowerInvariant(), ram.Size >> PageRun.PageShift, MarkedPages(), BitmapPages(),
            options.BandwidthLimit is { } rate ? (ulong)rate : null));
        // migration.filter.1: what is written from here on is seen, and so is what was written while the guest answers.
        StartLogging();
    }

    /// <summary>Marks all pages of a block in the dirty log (migration.setup.1).</summary>
    protected virtual void MarkAll(IRamBlock block) => block.DirtyLog.MarkAll();

    /// <summary>Called with the new migration bitmap of a block in the set-up, which leaves it empty (migration.setup.1).</summary>
    protected virtual void PrepareBitmap(IRamBlock block, Span<ulong> bitmap) => bitmap.Clear();

    /// <summary>Lets the blocks log what is written.</summary>
    protected virtual void StartLogging()
    {
        foreach (var block in ram.Blocks) block.DirtyLog.Start();
        Record(new LoggingStarted());
    }

    /// <summary>Moves the log of a block into its migration bitmap.</summary>
    /// <returns>How many bits were set anew.</returns>
    protected virtual ulong Synchronise(IRamBlock block, int round, Span<ulong> bitmap) => block.DirtyLog.Synchronise(bitmap);

    private ulong SynchroniseAll(int round)
    {
        ulong moved = 0;
        for (int i = 0; i < _bitmaps.Length; i++) moved += Synchronise(ram.Blocks[i], round, _bitmaps[i].Words);
        ulong dirty = BitmapPages();
        Record(new BitmapSynchronised(round, moved, dirty, MarkedPages()));
        return dirty;
    }

    private ulong MarkedPages()
    {
        ulong pages = 0;
        foreach (var block in ram.Blocks) pages += block.DirtyLog.CountMarked();
        return pages;
    }

    private ulong BitmapPages()
    {
        ulong pages = 0;
        foreach (var bitmap in _bitmaps) pages += bitmap.Count();
        return pages;
    }
}
