namespace Ballast.Peers.Qemu.Streams;

/// <summary>Guest-physical addresses and offsets in the one block that holds a machine's RAM, which is split around the PCI hole.</summary>
/// <param name="RamSize">Bytes of RAM.</param>
/// <param name="Below4G">Bytes of RAM from address 0 on; the rest lies from 4 GiB on.</param>
public readonly record struct QemuRamMap(ulong RamSize, ulong Below4G)
{
    private const ulong FourGiB = 1UL << 32;

    /// <summary>Bytes of RAM from 4 GiB on.</summary>
    public ulong Above4G => RamSize - Below4G;

    /// <summary>The map of a machine type as a stream names it ("pc-i440fx-7.2", "pc-q35-7.2", "microvm"), or null when it is another.</summary>
    /// <param name="machineType">The machine type.</param>
    /// <param name="ramSize">Bytes of RAM.</param>
    public static QemuRamMap? Of(string machineType, ulong ramSize)
    {
        QemuMachineType? machine = machineType switch
        {
            _ when machineType == "pc" || machineType.StartsWith("pc-i440fx", StringComparison.Ordinal) => QemuMachineType.Pc,
            _ when machineType == "q35" || machineType.StartsWith("pc-q35", StringComparison.Ordinal) => QemuMachineType.Q35,
            _ when machineType.StartsWith("microvm", StringComparison.Ordinal) => QemuMachineType.Microvm,
            _ => null,
        };
        return machine is { } known ? new(ramSize, QemuRam.Split(known, ramSize).Below4G) : null;
    }

    /// <summary>The offset of an address, or null when it is not RAM.</summary>
    public ulong? OffsetOf(ulong address)
    {
        if (address < Below4G) return address;
        return address >= FourGiB && address - FourGiB < Above4G ? Below4G + (address - FourGiB) : null;
    }

    /// <summary>The address of an offset, or null when there is no such RAM.</summary>
    public ulong? AddressOf(ulong offset) => offset < Below4G ? offset : offset < RamSize ? FourGiB + (offset - Below4G) : null;
}
