using System.Runtime.InteropServices;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Balloon;

/// <summary>
/// Says what a chain means on a queue of a balloon. The chain is the driver's and may be anything: what it holds is read
/// once, and what is kept of it is bounded.
/// </summary>
public static class ChainDecoder
{
    /// <summary>The most runs of guest frames that are kept of one array.</summary>
    public const int MaximumFrameRuns = 4096;

    /// <summary>The most statistics that are kept of one buffer.</summary>
    public const int MaximumStatistics = 64;

    /// <summary>The most runs of free pages that are kept of one bitmap.</summary>
    public const int MaximumBitmapRuns = 1 << 18;

    /// <summary>What the driver says with a chain that it made available.</summary>
    /// <param name="dialect">Dialect of the machine.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="memory">Guest memory.</param>
    /// <param name="order">The guest's byte order on the legacy interface; else little-endian.</param>
    public static ChainContent Decode(Dialect dialect, BalloonQueue queue, DescriptorChain chain, GuestMemory memory, ByteOrder order = ByteOrder.Little)
    {
        ulong readable = chain.ReadableLength, writable = chain.WritableLength;
        return queue switch
        {
            BalloonQueue.Inflate or BalloonQueue.Deflate when readable > 0 => Frames(chain, memory, order),
            BalloonQueue.Statistics when readable > 0 => Sample(chain, memory, readable, order),
            BalloonQueue.FreePage => (dialect, readable, writable) switch
            {
                (Dialect.Hint, 0, > 0) => new FreeBlock(writable),
                (Dialect.Hint, BalloonMessages.CommandSize, 0) => Id(chain, memory, order),
                (Dialect.Bitmap, 0, FreePageRequestWire.Size) => new PrimedBuffer(writable),
                (Dialect.Bitmap, > 0, 0) => Answer(chain, memory),
                _ => new Opaque(readable, writable),
            },
            // Virtio 1.4 does not say in which direction reported pages are described.
            BalloonQueue.Reporting when readable + writable > 0 => new FreeBlock(readable + writable),
            _ => new Opaque(readable, writable),
        };
    }

    /// <summary>What the device wrote into a chain that it used: a request of the bitmap dialect, else null.</summary>
    /// <param name="dialect">Dialect of the machine.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="length">The used length.</param>
    /// <param name="memory">Guest memory.</param>
    public static ChainContent? DecodeUsed(Dialect dialect, BalloonQueue queue, DescriptorChain chain, uint length, GuestMemory memory)
    {
        if (dialect != Dialect.Bitmap || queue != BalloonQueue.FreePage || length != FreePageRequestWire.Size) return null;
        Span<byte> bytes = stackalloc byte[FreePageRequestWire.Size];
        return chain.ReadWritten(memory, bytes) == bytes.Length
            ? new FreePageRequest(MemoryMarshal.Read<FreePageRequestWire>(bytes).LowMemory)
            : null;
    }

    private static PageFrames Frames(DescriptorChain chain, GuestMemory memory, ByteOrder order)
    {
        var reader = new PageFrameReader(chain, memory, order);
        var runs = new List<PageRun>();
        ulong omitted = 0;
        while (reader.TryRead(out var run))
        {
            if (runs.Count < MaximumFrameRuns) runs.Add(run);
            else omitted += run.Count;
        }
        return new(reader.Count, runs, reader.TrailingBytes, omitted);
    }

    private static Statistics Sample(DescriptorChain chain, GuestMemory memory, ulong length, ByteOrder order)
    {
        Span<byte> bytes = stackalloc byte[MaximumStatistics * StatisticWire.Size];
        int read = chain.Read(memory, 0, bytes);
        var entries = new List<StatisticEntry>();
        for (; read >= StatisticWire.Size; read -= StatisticWire.Size)
        {
            entries.Add(StatisticWire.Read(bytes, order));
            bytes = bytes[StatisticWire.Size..];
        }
        return new(entries, length);
    }

    private static ChainContent Id(DescriptorChain chain, GuestMemory memory, ByteOrder order)
    {
        Span<byte> bytes = stackalloc byte[BalloonMessages.CommandSize];
        return chain.Read(memory, 0, bytes) == bytes.Length
            ? new Command(new(order.ReadUInt32(bytes)))
            : new Opaque(BalloonMessages.CommandSize, 0);
    }

    private static FreePageAnswer Answer(DescriptorChain chain, GuestMemory memory)
    {
        var reader = new ChainReader(chain, memory);
        Span<byte> start = stackalloc byte[FreePageAnswerHeader.Size];
        if (reader.Read(start) < start.Length) return new(0, 0, 0, null);
        var header = MemoryMarshal.Read<FreePageAnswerHeader>(start);
        var scan = new BitmapScan(MaximumBitmapRuns);
        byte[] block = new byte[BitmapScan.BlockBytes];
        ulong carried = 0;
        for (int read = block.Length; read == block.Length;)
        {
            read = reader.Read(block);
            scan.Add(block.AsSpan(0, read));
            carried += (ulong)read;
        }
        return new(header.FreePages, header.BitmapBytes, carried, reader.IsBroken ? null : scan.ToPageSet(), scan.Omitted);
    }
}
