namespace Ballast.Virtio.Memory;

/// <summary>A part of guest-physical memory that lies in one piece in this process.</summary>
/// <param name="GuestAddress">First guest-physical address.</param>
/// <param name="Length">Bytes.</param>
/// <param name="HostAddress">Where the first byte is mapped. The mapping must outlive every use of the region.</param>
public sealed record MemoryRegion(ulong GuestAddress, ulong Length, nint HostAddress)
{
    /// <summary>Whether all of a range lies in this region. Never overflows, whatever the range.</summary>
    public bool Contains(ulong address, ulong length) =>
        address >= GuestAddress && length <= Length && address - GuestAddress <= Length - length;
}
