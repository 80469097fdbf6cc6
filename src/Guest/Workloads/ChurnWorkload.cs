using Ballast.Guest.Memory;
using Ballast.Virtio.Memory;

namespace Ballast.Guest.Workloads;

/// <summary>
/// A program that keeps writing: most of the time to the pages that it has, now and then to newly allocated ones in the
/// place of some that it frees. It takes memory back that was hinted as free when there is no other.
/// </summary>
public sealed class ChurnWorkload : IWorkload
{
    private const int MostPagesAtOnce = 256;

    private readonly Random _random;
    private readonly double _pagesPerSecond;
    private readonly ulong _workingSet;
    private readonly double _turnover;
    private readonly List<PageBlock> _blocks = [];
    private ulong _held;
    private double _written;
    private long _start;

    /// <summary>The workload.</summary>
    /// <param name="pagesPerSecond">How many pages it writes in a second.</param>
    /// <param name="workingSet">How many pages it uses; by default 1/16 of RAM.</param>
    /// <param name="turnover">The part of writes that go to newly allocated pages, 0 to 1.</param>
    /// <param name="seed">Seed of its choices.</param>
    public ChurnWorkload(double pagesPerSecond, ulong? workingSet = null, double turnover = 0.1, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pagesPerSecond);
        _pagesPerSecond = pagesPerSecond;
        _workingSet = workingSet ?? 0;
        _turnover = turnover;
        _random = new(unchecked((int)seed));
    }

    /// <inheritdoc/>
    public string Name => "churn";

    /// <inheritdoc/>
    public bool IsEndless => true;

    /// <inheritdoc/>
    public TimeSpan Pause => TimeSpan.FromMilliseconds(1);

    /// <summary>Pages written since the first step.</summary>
    public ulong PagesWritten => (ulong)_written;

    /// <inheritdoc/>
    public bool Step(ProgramMemory memory, TimeProvider time)
    {
        if (_start == 0) _start = time.GetTimestamp();
        double due = time.GetElapsedTime(_start).TotalSeconds * _pagesPerSecond - _written;
        // A guest that stood still does not make up for it.
        if (due > MostPagesAtOnce)
        {
            _start += (long)((due - MostPagesAtOnce) / _pagesPerSecond * time.TimestampFrequency);
            due = MostPagesAtOnce;
        }
        for (ulong pages = 0; pages < (ulong)due; pages++) WriteOne(memory);
        _written += Math.Floor(Math.Max(0, due));
        return true;
    }

    private void WriteOne(ProgramMemory memory)
    {
        ulong workingSet = _workingSet > 0 ? _workingSet : Math.Max(1, memory.Allocator.TotalPageCount / 16);
        if (_held >= workingSet && _random.NextDouble() < _turnover) FreeOne(memory);
        if (_held < workingSet && memory.TryAllocate(_random.Next(3), out var block))
        {
            memory.Write(block.Run);
            _blocks.Add(block);
            _held += block.Pages;
            return;
        }
        if (_blocks.Count == 0) return;
        var old = _blocks[_random.Next(_blocks.Count)];
        memory.Write(new PageRun(old.Frame + (ulong)_random.NextInt64((long)old.Pages), 1));
    }

    private void FreeOne(ProgramMemory memory)
    {
        int index = _random.Next(_blocks.Count);
        var block = _blocks[index];
        _blocks[index] = _blocks[^1];
        _blocks.RemoveAt(_blocks.Count - 1);
        _held -= block.Pages;
        memory.Free(block.Run);
    }
}
