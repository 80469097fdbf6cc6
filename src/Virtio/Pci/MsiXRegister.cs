namespace Ballast.Virtio.Pci;

/// <summary>Offsets and bits of MSI-X: the capability and an entry of the table (PCI Local Bus 3.0, 6.8.2).</summary>
public static class MsiXRegister
{
    /// <summary>Message control, 16 bits, from the start of the capability.</summary>
    public const int Control = 2;

    /// <summary>Place of the table, 32 bits: the lowest three name the bar.</summary>
    public const int Table = 4;

    /// <summary>Place of the pending bits, 32 bits: the lowest three name the bar.</summary>
    public const int PendingBits = 8;

    /// <summary>Bytes of the capability.</summary>
    public const int Size = 12;

    /// <summary>Bit of <see cref="Control"/>: MSI-X is on.</summary>
    public const ushort Enable = 0x8000;

    /// <summary>Bit of <see cref="Control"/>: all vectors are masked.</summary>
    public const ushort MaskAll = 0x4000;

    /// <summary>Bits of <see cref="Control"/>: number of vectors less one.</summary>
    public const ushort TableSize = 0x07ff;

    /// <summary>Bytes of an entry.</summary>
    public const int EntrySize = 16;

    /// <summary>Address of the message in an entry, 64 bits.</summary>
    public const int EntryAddress = 0;

    /// <summary>The message in an entry, 32 bits.</summary>
    public const int EntryData = 8;

    /// <summary>Vector control in an entry, 32 bits: bit 0 masks it.</summary>
    public const int EntryControl = 12;
}
