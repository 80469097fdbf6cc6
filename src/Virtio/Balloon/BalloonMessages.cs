using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Balloon;

/// <summary>
/// The bytes of what a driver puts into a balloon's queues; <see cref="ChainDecoder"/> reads them back. Numbers are
/// little-endian, but on the legacy interface in the guest's own order (virtio 1.4, 1.4 and 2.4.3).
/// </summary>
public static class BalloonMessages
{
    /// <summary>Bytes of a guest frame number in an array of them: le32 (virtio 1.4, 5.5.6).</summary>
    public const int FrameNumberSize = 4;

    /// <summary>Bytes of a command id buffer: le32 (virtio 1.4, 5.5.6.5).</summary>
    public const int CommandSize = 4;

    /// <summary>An array of all guest frame numbers of the runs, in their order (virtio 1.4, 5.5.6).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A frame number does not fit into 32 bits, or the array into an array.</exception>
    public static byte[] PageFrames(params ReadOnlySpan<PageRun> frames) => PageFrames(ByteOrder.Little, frames);

    /// <summary>An array of all guest frame numbers of the runs, in their order and in the guest's (virtio 1.4, 5.5.6).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A frame number does not fit into 32 bits, or the array into an array.</exception>
    public static byte[] PageFrames(ByteOrder order, params ReadOnlySpan<PageRun> frames)
    {
        ulong count = 0;
        foreach (var run in frames)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(run.First, uint.MaxValue, nameof(frames));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(run.Count, (1UL << 32) - run.First, nameof(frames));
            count += run.Count;
        }
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, (ulong)Array.MaxLength / FrameNumberSize, nameof(frames));
        byte[] bytes = new byte[count * FrameNumberSize];
        var rest = bytes.AsSpan();
        foreach (var run in frames)
        {
            for (ulong frame = run.First; frame < run.End; frame++)
            {
                order.WriteUInt32(rest, (uint)frame);
                rest = rest[FrameNumberSize..];
            }
        }
        return bytes;
    }

    /// <summary>A buffer of memory statistics (virtio 1.4, 5.5.6.4).</summary>
    public static byte[] Statistics(params ReadOnlySpan<StatisticEntry> entries) => Statistics(ByteOrder.Little, entries);

    /// <summary>A buffer of memory statistics, in the guest's byte order (virtio 1.4, 5.5.6.3.3).</summary>
    public static byte[] Statistics(ByteOrder order, params ReadOnlySpan<StatisticEntry> entries)
    {
        byte[] bytes = new byte[entries.Length * StatisticWire.Size];
        for (int i = 0; i < entries.Length; i++) StatisticWire.Write(bytes.AsSpan(i * StatisticWire.Size), entries[i], order);
        return bytes;
    }

    /// <summary>A command id for the free page queue (virtio 1.4, 5.5.6.5).</summary>
    /// <param name="id">The id.</param>
    /// <param name="order">The guest's byte order, where that is what counts (virtio 1.4, 5.5.6.5.3).</param>
    public static byte[] Command(CommandId id, ByteOrder order = ByteOrder.Little)
    {
        byte[] bytes = new byte[CommandSize];
        order.WriteUInt32(bytes, id.Value);
        return bytes;
    }

    /// <summary>A whole answer of the bitmap dialect, in one piece (bitmap.answer.1).</summary>
    /// <param name="freePages">The count to give.</param>
    /// <param name="bitmap">Bit i of word w stands for page 64 w + i of the machine's RAM.</param>
    public static byte[] FreePageAnswer(ulong freePages, ReadOnlySpan<ulong> bitmap)
    {
        byte[] bytes = new byte[FreePageAnswerHeader.Size + bitmap.Length * sizeof(ulong)];
        var header = new FreePageAnswerHeader(freePages, (ulong)bitmap.Length * sizeof(ulong));
        MemoryMarshal.Write(bytes, in header);
        var words = bytes.AsSpan(FreePageAnswerHeader.Size);
        // bitmap.answer.4: least significant bit of the lowest byte first.
        for (int i = 0; i < bitmap.Length; i++) BinaryPrimitives.WriteUInt64LittleEndian(words[(i * sizeof(ulong))..], bitmap[i]);
        return bytes;
    }
}
