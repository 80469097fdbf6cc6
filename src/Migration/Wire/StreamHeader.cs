using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Migration.Wire;

/// <summary>The first bytes of a stream.</summary>
// struct { le64 magic; le16 version; le16 blocks; le32 page_size; };
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly struct StreamHeader(ulong magic, ushort version, ushort blocks, uint pageSize)
{
    /// <summary>Bytes on the wire.</summary>
    public const int Size = 16;

    [FieldOffset(0)] private readonly Le64 _magic = magic;
    [FieldOffset(8)] private readonly Le16 _version = version;
    [FieldOffset(10)] private readonly Le16 _blocks = blocks;
    [FieldOffset(12)] private readonly Le32 _pageSize = pageSize;

    /// <summary><see cref="StreamFormat.Magic"/>.</summary>
    public ulong Magic => _magic;

    /// <summary>Version of the format.</summary>
    public ushort Version => _version;

    /// <summary>How many block entries follow.</summary>
    public ushort Blocks => _blocks;

    /// <summary>Bytes of a page.</summary>
    public uint PageSize => _pageSize;
}
