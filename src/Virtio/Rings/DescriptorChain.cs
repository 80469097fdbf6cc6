using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>A chain of buffers that the driver made available: a stream of bytes to read, and one to write (virtio 1.4, 2.7.4).</summary>
/// <param name="Head">Index of the first descriptor, or, packed, the buffer id: what the chain is called when it is used.</param>
/// <param name="Buffers">The elements in their order, indirect tables resolved. Addresses are not checked against memory.</param>
public sealed record DescriptorChain(ushort Head, IReadOnlyList<Buffer> Buffers)
{
    /// <summary>Whether the descriptors came from an indirect table.</summary>
    public bool IsIndirect { get; init; }

    /// <summary>The descriptors as they were read, those of an indirect table behind the one that refers to it.</summary>
    public IReadOnlyList<RawDescriptor> Descriptors { get; init; } = [];

    /// <summary>Where the chain was found: the available index, or, packed, the slot of its first descriptor.</summary>
    public ushort Position { get; init; }

    /// <summary>How many descriptors of the ring itself the chain takes.</summary>
    internal int Slots { get; init; } = 1;

    /// <summary>Bytes that the device may read, over all buffers.</summary>
    public ulong ReadableLength => Length(writable: false);

    /// <summary>Bytes that the device may write, over all buffers.</summary>
    public ulong WritableLength => Length(writable: true);

    // device.framing.1: nothing depends on how the bytes are split into descriptors.
    /// <summary>Copies readable bytes, counted over all readable buffers, out of guest memory.</summary>
    /// <returns>How many bytes were copied: fewer than asked at the end of the chain or where a buffer is not memory.</returns>
    public int Read(GuestMemory memory, ulong position, Span<byte> destination)
    {
        int done = 0;
        foreach (var buffer in Buffers)
        {
            if (buffer.IsDeviceWritable) continue;
            if (position >= buffer.Length) { position -= buffer.Length; continue; }
            int here = (int)Math.Min((ulong)(destination.Length - done), buffer.Length - position);
            if (buffer.Address > ulong.MaxValue - position || !memory.TryRead(buffer.Address + position, destination.Slice(done, here))) return done;
            done += here;
            position = 0;
            if (done == destination.Length) break;
        }
        return done;
    }

    /// <summary>Copies bytes into the writable buffers, from the first writable byte on.</summary>
    /// <returns>How many bytes were written: fewer than given at the end of the chain or where a buffer is not memory.</returns>
    public int Write(GuestMemory memory, ReadOnlySpan<byte> source)
    {
        int done = 0;
        foreach (var buffer in Buffers)
        {
            if (!buffer.IsDeviceWritable) continue;
            int here = (int)Math.Min((uint)(source.Length - done), buffer.Length);
            if (!memory.TryWrite(buffer.Address, source.Slice(done, here))) return done;
            done += here;
            if (done == source.Length) break;
        }
        return done;
    }

    /// <summary>Copies back what was written into the writable buffers, from the first writable byte on.</summary>
    /// <returns>How many bytes were copied: fewer than asked at the end of the chain or where a buffer is not memory.</returns>
    public int ReadWritten(GuestMemory memory, Span<byte> destination)
    {
        int done = 0;
        foreach (var buffer in Buffers)
        {
            if (!buffer.IsDeviceWritable) continue;
            int here = (int)Math.Min((uint)(destination.Length - done), buffer.Length);
            if (!memory.TryRead(buffer.Address, destination.Slice(done, here))) return done;
            done += here;
            if (done == destination.Length) break;
        }
        return done;
    }

    private ulong Length(bool writable)
    {
        ulong length = 0;
        foreach (var buffer in Buffers)
        {
            if (buffer.IsDeviceWritable == writable) length += buffer.Length;
        }
        return length;
    }
}
