namespace Ballast.Virtio.Pci;

/// <summary>Offsets in the configuration space of a PCI function (PCI Local Bus 3.0, 6.1).</summary>
public static class PciRegister
{
    /// <summary>Vendor, 16 bits.</summary>
    public const int Vendor = 0x00;

    /// <summary>Device, 16 bits.</summary>
    public const int Device = 0x02;

    /// <summary>Command, 16 bits (<see cref="PciCommand"/>).</summary>
    public const int Command = 0x04;

    /// <summary>Status, 16 bits (<see cref="PciStatus"/>).</summary>
    public const int Status = 0x06;

    /// <summary>Revision, 8 bits.</summary>
    public const int Revision = 0x08;

    /// <summary>Header type, 8 bits; bit 7 says that there are several functions.</summary>
    public const int HeaderType = 0x0e;

    /// <summary>The first of six base address registers of 32 bits.</summary>
    public const int FirstBar = 0x10;

    /// <summary>What lies behind the base address registers.</summary>
    public const int EndOfBars = FirstBar + 4 * BarCount;

    /// <summary>Subsystem vendor, 16 bits.</summary>
    public const int SubsystemVendor = 0x2c;

    /// <summary>Subsystem device, 16 bits.</summary>
    public const int SubsystemDevice = 0x2e;

    /// <summary>Offset of the first capability, 8 bits.</summary>
    public const int Capabilities = 0x34;

    /// <summary>Interrupt line, 8 bits: a note for the driver's side.</summary>
    public const int InterruptLine = 0x3c;

    /// <summary>Interrupt pin, 8 bits: 1 for INTA.</summary>
    public const int InterruptPin = 0x3d;

    /// <summary>Bytes of the configuration space.</summary>
    public const int Size = 256;

    /// <summary>Number of base address registers.</summary>
    public const int BarCount = 6;

    /// <summary>Offset of a base address register.</summary>
    public static int Bar(int index) => FirstBar + 4 * index;
}
