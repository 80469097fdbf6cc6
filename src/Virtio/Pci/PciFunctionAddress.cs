namespace Ballast.Virtio.Pci;

/// <summary>Where a PCI function is.</summary>
/// <param name="Bus">Bus, from 0 on.</param>
/// <param name="Device">Device on the bus, 0 to 31.</param>
/// <param name="Function">Function of the device, 0 to 7.</param>
public readonly record struct PciFunctionAddress(byte Bus, byte Device, byte Function)
{
    /// <summary>I/O port at which a register of the configuration space is chosen.</summary>
    public const ushort AddressPort = 0xcf8;

    /// <summary>First of the four I/O ports through which the chosen register is reached.</summary>
    public const ushort DataPort = 0xcfc;

    /// <summary>What is written to <see cref="AddressPort"/> to choose a register.</summary>
    /// <param name="register">Its offset; only the 32-bit register that it lies in is chosen.</param>
    public uint Select(int register) => 0x8000_0000u | (uint)Bus << 16 | (uint)Device << 11 | (uint)Function << 8 | ((uint)register & 0xfc);

    /// <summary>Reads what <see cref="Select"/> gives.</summary>
    public static PciFunctionAddress Of(uint selected) => new((byte)(selected >> 16), (byte)(selected >> 11 & 31), (byte)(selected >> 8 & 7));

    /// <inheritdoc/>
    public override string ToString() => $"{Bus:x2}:{Device:x2}.{Function}";
}
