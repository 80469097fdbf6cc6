using Ballast.Virtio.Machine;

namespace Ballast.Guest.Transports;

/// <summary>Registers that lie one behind the other, in memory or at ports.</summary>
/// <param name="bus">The machine.</param>
/// <param name="isPort">Whether they are reached through ports.</param>
/// <param name="address">The first one.</param>
/// <param name="length">Bytes of all; accesses behind them are refused.</param>
public sealed class RegisterBlock(IMachineBus bus, bool isPort, ulong address, ulong length)
{
    /// <summary>Bytes of all registers.</summary>
    public ulong Length => length;

    /// <summary>Reads a register.</summary>
    /// <param name="offset">Its offset.</param>
    /// <param name="width">Bytes: 1, 2 or 4.</param>
    public uint Read(long offset, int width) => isPort ? bus.ReadPort((ushort)At(offset, width), width) : (uint)bus.ReadRegister(At(offset, width), width);

    /// <summary>Writes a register.</summary>
    /// <param name="offset">Its offset.</param>
    /// <param name="width">Bytes: 1, 2 or 4.</param>
    /// <param name="value">The value.</param>
    public void Write(long offset, int width, uint value)
    {
        if (isPort) bus.WritePort((ushort)At(offset, width), width, value);
        else bus.WriteRegister(At(offset, width), width, value);
    }

    /// <summary>Writes a register of 64 bits as its two halves, the low one first.</summary>
    // driver.pci.layout.1
    public void WriteHalves(long offset, ulong value)
    {
        Write(offset, 4, (uint)value);
        Write(offset + 4, 4, (uint)(value >> 32));
    }

    /// <summary>Reads bytes, each by the widest access that its alignment allows; what lies behind the end reads as zero.</summary>
    /// <param name="offset">Where to begin.</param>
    /// <param name="destination">Where the bytes go.</param>
    /// <param name="most">The widest access, in bytes.</param>
    public void Read(long offset, Span<byte> destination, int most = 4)
    {
        while (!destination.IsEmpty)
        {
            int width = WidthAt(offset, destination.Length, most);
            if (offset < 0 || (ulong)offset + (ulong)width > length)
            {
                destination[..width].Clear();
            }
            else
            {
                uint value = Read(offset, width);
                for (int i = 0; i < width; i++) destination[i] = (byte)(value >> 8 * i);
            }
            destination = destination[width..];
            offset += width;
        }
    }

    /// <summary>Writes bytes, each by the widest access that its alignment allows; what lies behind the end is left out.</summary>
    /// <param name="offset">Where to begin.</param>
    /// <param name="source">The bytes.</param>
    /// <param name="most">The widest access, in bytes.</param>
    public void Write(long offset, ReadOnlySpan<byte> source, int most = 4)
    {
        while (!source.IsEmpty)
        {
            int width = WidthAt(offset, source.Length, most);
            uint value = 0;
            for (int i = width - 1; i >= 0; i--) value = value << 8 | source[i];
            if (offset >= 0 && (ulong)offset + (ulong)width <= length) Write(offset, width, value);
            source = source[width..];
            offset += width;
        }
    }

    private static int WidthAt(long offset, int left, int most) =>
        most >= 4 && offset % 4 == 0 && left >= 4 ? 4 : most >= 2 && offset % 2 == 0 && left >= 2 ? 2 : 1;

    private ulong At(long offset, int width) =>
        offset >= 0 && (ulong)offset + (ulong)width <= length
            ? address + (ulong)offset
            : throw new ArgumentOutOfRangeException(nameof(offset), $"{width} bytes at {offset} are not within {length} bytes of registers");
}
