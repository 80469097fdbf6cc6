using System.Globalization;
using System.Text;

namespace Ballast.Peers.Qemu;

public sealed partial class QtestClient
{
    // Long enough to be fast, short enough that an answer fits into a line.
    private const int ChunkBytes = 256 << 10;

    // QEMU takes as much memory of its own as it is asked to fill.
    private const ulong FillBytes = 16 << 20;

    /// <summary>Reads an I/O port.</summary>
    /// <param name="port">Number of the port.</param>
    /// <param name="width">Bytes: 1, 2 or 4.</param>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public uint ReadPort(ushort port, int width) => (uint)Number(Call($"in{Suffix(width, 4)} 0x{port:x}"), width);

    /// <summary>Writes an I/O port.</summary>
    /// <param name="port">Number of the port.</param>
    /// <param name="width">Bytes: 1, 2 or 4.</param>
    /// <param name="value">The value; only its lowest bytes are used.</param>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public void WritePort(ushort port, int width, uint value) => Call($"out{Suffix(width, 4)} 0x{port:x} 0x{value & Mask(width):x}");

    /// <summary>Reads a number from guest-physical memory or from a register mapped into it.</summary>
    /// <param name="address">Guest-physical address.</param>
    /// <param name="width">Bytes: 1, 2, 4 or 8.</param>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public ulong ReadRegister(ulong address, int width) => Number(Call($"read{Suffix(width, 8)} 0x{address:x}"), width);

    /// <summary>Writes a number to guest-physical memory or to a register mapped into it.</summary>
    /// <param name="address">Guest-physical address.</param>
    /// <param name="width">Bytes: 1, 2, 4 or 8.</param>
    /// <param name="value">The value; only its lowest bytes are used.</param>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public void WriteRegister(ulong address, int width, ulong value) =>
        Call($"write{Suffix(width, 8)} 0x{address:x} 0x{value & Mask(width):x}");

    /// <summary>Reads guest-physical memory as a processor of the guest would.</summary>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public void ReadMemory(ulong address, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var chunk = destination[..Math.Min(destination.Length, ChunkBytes)];
            var answer = Call(string.Create(CultureInfo.InvariantCulture, $"b64read 0x{address:x} {chunk.Length}"));
            if (!Convert.TryFromBase64String(answer, chunk, out var count) || count != chunk.Length)
                throw Broken(answer);
            destination = destination[chunk.Length..];
            address += (ulong)chunk.Length;
        }
    }

    /// <summary>Writes guest-physical memory as a processor of the guest would.</summary>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public void WriteMemory(ulong address, ReadOnlySpan<byte> source)
    {
        var posted = new List<QtestRequest>();
        while (!source.IsEmpty)
        {
            var chunk = source[..Math.Min(source.Length, ChunkBytes)];
            posted.Add(Post(string.Create(CultureInfo.InvariantCulture, $"b64write 0x{address:x} {chunk.Length} {Convert.ToBase64String(chunk)}")));
            source = source[chunk.Length..];
            address += (ulong)chunk.Length;
        }

        posted.ForEach(request => request.Wait());
    }

    /// <summary>Fills guest-physical memory with one byte.</summary>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public void FillMemory(ulong address, ulong length, byte value)
    {
        var posted = new List<QtestRequest>();
        while (length > 0)
        {
            var chunk = Math.Min(length, FillBytes);
            posted.Add(Post($"memset 0x{address:x} 0x{chunk:x} 0x{value:x}"));
            length -= chunk;
            address += chunk;
        }

        posted.ForEach(request => request.Wait());
    }

    /// <summary>Wants to be told of the inputs of an interrupt controller, which from then on get no further. One
    /// controller only.</summary>
    /// <param name="path">Path in QEMU's object tree; its end is enough if that is unique.</param>
    /// <exception cref="QemuException">There is no such controller, or QEMU has failed.</exception>
    public void InterceptInterrupts(string path) => Call($"irq_intercept_in {path}");

    private ulong Number(string answer, int width) =>
        QtestLine.TryParseNumber(answer, out var number) && (number & ~Mask(width)) == 0 ? number : throw Broken(answer);

    // After an answer that cannot be read nothing that follows can be trusted.
    private QemuException Broken(string answer)
    {
        var broken = QtestLine.Malformed(Encoding.ASCII.GetBytes($"OK {answer}"));
        Fail(broken);
        return broken;
    }

    private static char Suffix(int width, int widest) => width <= widest
        ? width switch
        {
            1 => 'b',
            2 => 'w',
            4 => 'l',
            8 => 'q',
            _ => throw new ArgumentOutOfRangeException(nameof(width), width, "no such width"),
        }
        : throw new ArgumentOutOfRangeException(nameof(width), width, "no such width");

    private static ulong Mask(int width) => ulong.MaxValue >> (64 - 8 * width);
}
