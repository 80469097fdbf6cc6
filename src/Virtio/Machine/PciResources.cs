namespace Ballast.Virtio.Machine;

/// <summary>The address ranges of a machine from which PCI functions may be given theirs.</summary>
/// <param name="MemoryBase">First guest-physical address of the range for memory bars, below 4 GiB.</param>
/// <param name="MemoryLength">Bytes of it.</param>
/// <param name="PortBase">First I/O port of the range for I/O bars.</param>
/// <param name="PortLength">Number of ports.</param>
public readonly record struct PciResources(ulong MemoryBase, ulong MemoryLength, ushort PortBase, ushort PortLength)
{
    /// <summary>Ranges that are free on the PCs that are known here: i440fx and q35, of any RAM size.</summary>
    public static PciResources Pc { get; } = new(0xe000_0000, 0x0800_0000, 0xc000, 0x3000);
}
