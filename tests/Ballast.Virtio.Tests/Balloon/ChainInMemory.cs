using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tests.Memory;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Balloon;

/// <summary>Lays bytes out in guest memory and describes them by chains of any shape.</summary>
internal sealed class ChainInMemory : IDisposable
{
    public const ulong Address = 0x10000;

    private readonly GuardedMemory _memory;

    public ChainInMemory(int length = 65536)
    {
        _memory = new(length);
        Memory = new([_memory.At(Address)]);
    }

    public GuestMemory Memory { get; }

    /// <summary>One readable buffer, up to the very end of memory.</summary>
    public DescriptorChain Readable(ReadOnlySpan<byte> bytes) => ReadableInPieces(bytes, bytes.Length);

    /// <summary>Readable buffers of a given length, the last one shorter, which ends at the very end of memory.</summary>
    public DescriptorChain ReadableInPieces(ReadOnlySpan<byte> bytes, int piece)
    {
        int start = _memory.Bytes.Length - bytes.Length;
        bytes.CopyTo(_memory.Bytes[start..]);
        var buffers = new List<Buffer>();
        for (int at = 0; at < bytes.Length; at += piece)
            buffers.Add(new(Address + (ulong)(start + at), (uint)Math.Min(piece, bytes.Length - at), IsDeviceWritable: false));
        return new(0, buffers);
    }

    /// <summary>Two readable buffers.</summary>
    public DescriptorChain ReadableSplitAt(ReadOnlySpan<byte> bytes, int split)
    {
        var whole = Readable(bytes).Buffers[0];
        return new(0, [whole with { Length = (uint)split }, new(whole.Address + (ulong)split, (uint)(bytes.Length - split), false)]);
    }

    public static DescriptorChain Writable(params IEnumerable<uint> lengths) =>
        new(0, [.. lengths.Select(length => new Buffer(Address, length, IsDeviceWritable: true))]);

    public void Dispose() => _memory.Dispose();
}
