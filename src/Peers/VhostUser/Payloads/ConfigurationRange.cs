using System.Runtime.InteropServices;

namespace Ballast.Peers.VhostUser.Payloads;

/// <summary>A part of the configuration space; its bytes follow (vhost-user, "Virtio device config space").</summary>
// u32 offset; u32 size; u32 flags;
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ConfigurationRange(uint Offset, uint Length, uint Flags)
{
    public const int Size = 12;

    /// <summary>The most bytes of configuration that one message may carry.</summary>
    public const int MaximumLength = 256;
}
