using System.Runtime.InteropServices;

namespace Ballast.Peers.VhostUser.Payloads;

/// <summary>A number about a ring (vhost-user, "A vring state description").</summary>
// u32 index; u32 num;
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct VringState(uint Index, uint Number)
{
    public const int Size = 8;
}
