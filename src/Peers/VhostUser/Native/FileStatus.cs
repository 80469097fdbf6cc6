using System.Runtime.InteropServices;

namespace Ballast.Peers.VhostUser.Native;

/// <summary>struct statx, the one file status whose layout is the same on every processor; only what is used is named.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int TypeMask = 0xF000, RegularFile = 0x8000, Pipe = 0x1000, Socket = 0xC000;

    [FieldOffset(28)] private readonly ushort _mode;
    [FieldOffset(40)] private readonly ulong _size;

    public readonly ulong Size => _size;

    public readonly bool IsRegularFile => (_mode & TypeMask) == RegularFile;

    public readonly bool IsPipe => (_mode & TypeMask) == Pipe;

    public readonly bool IsSocket => (_mode & TypeMask) == Socket;

    // An eventfd has an anonymous inode, whose mode carries no type.
    public readonly bool IsAnonymous => (_mode & TypeMask) == 0;
}
