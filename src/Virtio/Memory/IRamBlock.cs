namespace Ballast.Virtio.Memory;

/// <summary>A named piece of a guest's RAM, the unit in which RAM is migrated.</summary>
public interface IRamBlock
{
    /// <summary>Name by which source and destination know the block ("pc.ram", say).</summary>
    string Name { get; }

    /// <summary>Offset of the first byte among all RAM of the machine: page i of the machine's RAM is in the block that holds offset 4096 i.</summary>
    ulong RamOffset { get; }

    /// <summary>Bytes; a multiple of the page size.</summary>
    ulong Length { get; }

    /// <summary>The marks of this block's pages.</summary>
    IDirtyLog DirtyLog { get; }

    /// <summary>Bytes of the block, for reading and, at a destination, for writing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the block.</exception>
    Span<byte> Bytes(ulong offset, int length);

    /// <summary>Gives pages back to the host, so that they read as zero. Offset and length are multiples of the page size.</summary>
    void Discard(ulong offset, ulong length);
}
