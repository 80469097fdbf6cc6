using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Balloon;

/// <summary>The bytes of what a driver puts into a balloon's queues; <see cref="ChainDecoder"/> reads them back.</summary>
public static class BalloonMessages
{
    /// <summary>Bytes of a guest frame number in an array of them: le32 (virtio 1.4, 5.5.6).</summary>
    public const int FrameNumberSize = 4;

    /// <summary>Bytes of a command id buffer: le32 (virtio 1.4, 5.5.6.5).</summary>
    public const int CommandSize = 4;

    /// <summary>An array of all guest frame numbers of the runs, in their order (virtio 1.4, 5.5.6).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A frame number does not fit into 32 bits, or the array into an array.</exception>
    public static byte[] PageFrames(params ReadOnlySpan<PageRun> frames)
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
                BinaryPrimitives.WriteUInt32LittleEndian(rest, (uint)frame);
                rest = rest[FrameNumberSize..];
            }
        }
        return bytes;
    }

    /// <summary>A buffer of memory statistics (virtio 1.4, 5.5.6.4).</summary>
    public static byte[] Statistics(params ReadOnlySpan<StatisticEntry> entries)
    {
        byte[] bytes = new byte[entries.Length * StatisticWire.Size];
        for (int i = 0; i < entries.Length; i++)
        {
            var entry = new StatisticWire(entries[i]);
            MemoryMarshal.Write(bytes.AsSpan(i * StatisticWire.Size), in entry);
        }
        return bytes;
    }

    /// <summary>A command id for the free page queue (virtio 1.4, 5.5.6.5).</summary>
    public static byte[] Command(CommandId id)
    {
        byte[] bytes = new byte[CommandSize];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, id.Value);
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
