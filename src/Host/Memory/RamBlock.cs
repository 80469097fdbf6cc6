using Ballast.Virtio.Memory;

namespace Ballast.Host.Memory;

/// <summary>A named piece of a machine's RAM with its dirty log.</summary>
public sealed unsafe class RamBlock : IRamBlock
{
    private readonly RamBacking _backing;

    internal RamBlock(string name, ulong ramOffset, ulong length, RamBacking backing, IDirtyLog log)
    {
        Name = name;
        RamOffset = ramOffset;
        Length = length;
        _backing = backing;
        DirtyLog = log;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ulong RamOffset { get; }

    /// <inheritdoc/>
    public ulong Length { get; }

    /// <inheritdoc/>
    public IDirtyLog DirtyLog { get; }

    /// <inheritdoc/>
    public Span<byte> Bytes(ulong offset, int length)
    {
        Check(offset, (ulong)length);
        return new((byte*)_backing.Address + RamOffset + offset, length);
    }

    /// <inheritdoc/>
    public void Discard(ulong offset, ulong length)
    {
        Check(offset, length);
        if ((offset | length) % PageRun.PageSize != 0) throw new ArgumentOutOfRangeException(nameof(offset), "only whole pages can be discarded");
        _backing.Discard(RamOffset + offset, length);
    }

    private void Check(ulong offset, ulong length)
    {
        if (offset > Length || length > Length - offset)
            throw new ArgumentOutOfRangeException(nameof(offset), $"0x{offset:x} and {length} bytes more are not within block {Name} of {Length} bytes");
    }
}
