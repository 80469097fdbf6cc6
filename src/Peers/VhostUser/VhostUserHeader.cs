using System.Runtime.InteropServices;

namespace Ballast.Peers.VhostUser;

/// <summary>What every message begins with (vhost-user, "Header"), in the processor's own byte order.</summary>
// u32 request; u32 flags; u32 size;
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal readonly struct VhostUserHeader(uint request, VhostUserFlags flags, uint payloadSize)
{
    public const int Size = 12;

    private const uint VersionMask = 3, Version = 1;

    [FieldOffset(0)] private readonly uint _request = request;
    [FieldOffset(4)] private readonly uint _flags = (uint)flags | Version;
    [FieldOffset(8)] private readonly uint _payloadSize = payloadSize;

    public uint Request => _request;

    public VhostUserFlags Flags => (VhostUserFlags)(_flags & ~VersionMask);

    public uint PayloadSize => _payloadSize;

    public bool HasKnownVersion => (_flags & VersionMask) == Version;
}
