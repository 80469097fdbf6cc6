using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ballast.Migration.Bitmaps;
using Ballast.Virtio.Memory;
using BenchmarkDotNet.Attributes;

namespace Ballast.Benchmarks;

/// <summary>Finding zero pages, beside the fastest read of the same memory.</summary>
public class ZeroPageBenchmarks
{
    private const ulong Length = 1UL << 30;
    private const int Piece = 1 << 20;

    private BenchmarkRam _ram = null!;

    [GlobalSetup]
    public void ClearRam()
    {
        _ram = new BenchmarkRam(Length);
        for (ulong offset = 0; offset < Length; offset += Piece) _ram.Bytes(offset, Piece).Clear();
    }

    [GlobalCleanup]
    public void FreeRam() => _ram.Free();

    [Benchmark(Baseline = true)]
    public Vector256<ulong> Read()
    {
        Vector256<ulong> a = default, b = default, c = default, d = default;
        for (ulong offset = 0; offset < Length; offset += Piece)
        {
            var piece = MemoryMarshal.Cast<byte, Vector256<ulong>>(_ram.Bytes(offset, Piece));
            for (int i = 0; i + 4 <= piece.Length; i += 4)
            {
                a |= piece[i];
                b |= piece[i + 1];
                c |= piece[i + 2];
                d |= piece[i + 3];
            }
        }
        return a | b | c | d;
    }

    [Benchmark]
    public int FindZeroPages()
    {
        int zero = 0;
        for (ulong offset = 0; offset < Length; offset += PageRun.PageSize)
        {
            if (ZeroPage.IsZero(_ram.Bytes(offset, PageRun.PageSize))) zero++;
        }
        return zero;
    }
}
