using System.Runtime.InteropServices;

namespace Ballast.Peers.VhostUser.Payloads;

/// <summary>Where a ring lies, in addresses of the front end's own process (vhost-user, "A vring address description").</summary>
// u32 index; u32 flags; u64 descriptor; u64 used; u64 available; u64 log;
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct VringAddresses(uint Index, uint Flags, ulong Descriptor, ulong Used, ulong Available, ulong Log)
{
    public const int Size = 40;
}
