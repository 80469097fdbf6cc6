using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.VhostUser;

/// <summary>A message that was received whole. Disposing it closes the descriptors that nobody took.</summary>
internal sealed class VhostUserMessage(VhostUserHeader header, byte[] payload, List<SafeFileHandle> descriptors) : IDisposable
{
    public uint Request => header.Request;

    public VhostUserFlags Flags => header.Flags;

    public ReadOnlySpan<byte> Payload => payload;

    public int DescriptorCount => descriptors.Count;

    /// <summary>A structure of the payload, whose size has been checked.</summary>
    public T Read<T>(int offset = 0) where T : unmanaged => MemoryMarshal.Read<T>(payload.AsSpan(offset));

    /// <summary>Takes the descriptor at a place, which the caller owns from then on; each can be taken once.</summary>
    public SafeFileHandle TakeDescriptor(int index = 0)
    {
        var taken = descriptors[index];
        descriptors[index] = new SafeFileHandle();
        return taken;
    }

    public void Dispose()
    {
        foreach (var descriptor in descriptors) descriptor.Dispose();
    }
}
