using System.Numerics;
using Ballast.Host.Memory;
using BenchmarkDotNet.Attributes;

namespace Ballast.Benchmarks;

/// <summary>What it costs to take a guest's free pages out of the dirty log and to move the rest over, for 1 TiB of RAM.</summary>
public class FilterBenchmarks : IDisposable
{
    private const ulong RamSize = 1UL << 40;

    private readonly DirtyLog _log = new(RamSize);
    private readonly ulong[] _free = new ulong[RamSize / 4096 / 64];
    private readonly ulong[] _marks = new ulong[RamSize / 4096 / 64];
    private readonly ulong[] _written = new ulong[RamSize / 4096 / 64];
    private readonly ulong[] _migrationBitmap = new ulong[RamSize / 4096 / 64];

    /// <summary>How the free pages lie: all, every other 4 MiB block, or single pages.</summary>
    [Params("all", "blocks", "scattered")]
    public string Free { get; set; } = "all";

    /// <summary>Gives the log's memory back.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _log.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the free bitmap.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var random = new Random(1);
        for (int i = 0; i < _free.Length; i++)
        {
            _free[i] = Free switch
            {
                "all" => ulong.MaxValue,
                "blocks" => (i / 16 % 2 == 0) ? ulong.MaxValue : 0,
                _ => (ulong)random.NextInt64(),
            };
        }
    }

    /// <summary>Marks all RAM, as the set-up of a migration does.</summary>
    [IterationSetup]
    public void Mark()
    {
        _log.Stop();
        _log.Start();
        _log.MarkAll();
        Array.Fill(_marks, ulong.MaxValue);
        Array.Clear(_written);
        Array.Clear(_migrationBitmap);
    }

    /// <summary>The filter, word by word.</summary>
    [Benchmark(Baseline = true)]
    public ulong PlainLoop()
    {
        ulong cleared = 0;
        for (int i = 0; i < _free.Length; i++)
        {
            ulong hit = _free[i] & _marks[i];
            _marks[i] &= ~hit;
            cleared += (ulong)BitOperations.PopCount(hit & ~_written[i]);
        }
        return cleared;
    }

    /// <summary>The filter.</summary>
    [Benchmark]
    public ulong ClearFree() => _log.ClearFree(0, _free);

    /// <summary>The first synchronisation, with all RAM marked.</summary>
    [Benchmark]
    public ulong Synchronise() => _log.Synchronise(_migrationBitmap);
}
