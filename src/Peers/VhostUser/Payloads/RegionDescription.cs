using System.Runtime.InteropServices;

namespace Ballast.Peers.VhostUser.Payloads;

/// <summary>A memory region (vhost-user, "Memory region description").</summary>
// u64 guest address; u64 size; u64 user address; u64 mmap offset;
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RegionDescription(ulong GuestAddress, ulong Length, ulong UserAddress, ulong FileOffset)
{
    public const int Size = 32;
}
