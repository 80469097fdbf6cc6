using System.Buffers.Binary;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Pci;

namespace Ballast.Guest.Transports;

/// <summary>A PCI function as a program in the guest reaches its configuration space: through the ports of the host bridge.</summary>
/// <param name="bus">The machine.</param>
/// <param name="address">Where the function is.</param>
public sealed class PciFunction(IMachineBus bus, PciFunctionAddress address)
{
    /// <summary>Where the function is.</summary>
    public PciFunctionAddress Address => address;

    /// <summary>The machine.</summary>
    public IMachineBus Bus => bus;

    /// <summary>Reads a register of 1, 2 or 4 bytes that does not cross a multiple of 4.</summary>
    public uint Read(int register, int width)
    {
        bus.WritePort(PciFunctionAddress.AddressPort, 4, address.Select(register));
        return bus.ReadPort((ushort)(PciFunctionAddress.DataPort + (register & 3)), width);
    }

    /// <summary>Writes a register of 1, 2 or 4 bytes that does not cross a multiple of 4.</summary>
    public void Write(int register, int width, uint value)
    {
        bus.WritePort(PciFunctionAddress.AddressPort, 4, address.Select(register));
        bus.WritePort((ushort)(PciFunctionAddress.DataPort + (register & 3)), width, value);
    }

    /// <summary>Whether there is a function at all.</summary>
    public bool Exists => Vendor != 0xffff;

    /// <summary>Its vendor.</summary>
    public ushort Vendor => (ushort)Read(PciRegister.Vendor, 2);

    /// <summary>Its device number.</summary>
    public ushort Device => (ushort)Read(PciRegister.Device, 2);

    /// <summary>The whole configuration space.</summary>
    public byte[] ReadAll()
    {
        byte[] bytes = new byte[PciRegister.Size];
        for (int register = 0; register < bytes.Length; register += 4)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(register), Read(register, 4));
        return bytes;
    }

    /// <summary>Switches bits of the command register on and others off.</summary>
    public void Command(PciCommand on, PciCommand off = PciCommand.None) =>
        Write(PciRegister.Command, 2, (uint)(((PciCommand)Read(PciRegister.Command, 2) | on) & ~off));

    /// <summary>Where the capabilities begin, in the order of the list. A list that runs in a circle ends where it does.</summary>
    public IReadOnlyList<(byte Id, byte Place)> ReadCapabilities()
    {
        var found = new List<(byte, byte)>();
        if (((PciStatus)Read(PciRegister.Status, 2) & PciStatus.Capabilities) == 0) return found;
        var seen = new HashSet<int>();
        for (int place = (int)Read(PciRegister.Capabilities, 1) & 0xfc; place >= 0x40 && seen.Add(place); place = (int)Read(place + 1, 1) & 0xfc)
            found.Add(((byte)Read(place, 1), (byte)place));
        return found;
    }
}
