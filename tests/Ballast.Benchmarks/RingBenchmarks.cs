using System.Runtime.InteropServices;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using BenchmarkDotNet.Attributes;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Benchmarks;

/// <summary>The way of a chain through a virtqueue: added, popped, used, taken back.</summary>
[MemoryDiagnoser]
public unsafe class RingBenchmarks
{
    private const int MemoryBytes = 1 << 20;
    private const ulong Tables = 0x8_0000;

    private Buffer[] _buffers = [];
    private IDriverQueue _driver = null!;
    private IDeviceQueue _device = null!;
    private nint _memory;

    /// <summary>Buffers in each chain.</summary>
    [Params(1, 3)]
    public int Buffers { get; set; }

    /// <summary>Whether the ring is packed.</summary>
    [Params(false, true)]
    public bool Packed { get; set; }

    /// <summary>Whether indirect tables, event indices and order were negotiated.</summary>
    [Params(false, true)]
    public bool Features { get; set; }

    /// <summary>Lays out a queue of 256 entries.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _memory = (nint)NativeMemory.AlignedAlloc(MemoryBytes, 4096);
        var memory = new GuestMemory([new MemoryRegion(0, MemoryBytes, _memory)]);
        var options = new RingOptions(Packed, Indirect: Features, EventIndex: Features, InOrder: Features);
        var addresses = RingLayout.At(0, 256, options, out _);
        _driver = Ring.ForDriver(memory, addresses, options);
        _driver.IndirectTables = new(Tables, 16, 8);
        _device = Ring.ForDevice(memory, addresses, options);
        _buffers = [.. Enumerable.Range(0, Buffers).Select(i => new Buffer((ulong)i * 4096, 4096, IsDeviceWritable: true))];
    }

    /// <summary>Gives the memory back.</summary>
    [GlobalCleanup]
    public void CleanUp() => NativeMemory.AlignedFree((void*)_memory);

    /// <summary>One chain, there and back.</summary>
    [Benchmark]
    public ushort AddPopUseTake()
    {
        _driver.TryAdd(_buffers, null, out _, indirect: Buffers > 1);
        _device.TryPop(out var chain, out _);
        _device.Use(chain!, 0);
        _driver.TryTakeUsed(out var used, out _);
        return used.Head;
    }
}
