using Ballast.Virtio.Pci;

namespace Ballast.Host.Pci;

/// <content>Capabilities, and the window in configuration space (virtio 1.4, 4.1.4 and 4.1.4.9).</content>
public partial class VirtioPciFunction
{
    private const byte FirstPlace = 0x40;
    private const byte ReservedType = 0x77;
    private const byte ReservedBar = 7;

    private byte _windowPlace;

    /// <summary>The capabilities that the device has, in the order of the list; their places follow one another.</summary>
    protected virtual IEnumerable<VirtioPciCapability> Structures()
    {
        byte pad = _options.Padding;
        uint room = _options.StructurePadding;
        // device.pci.common.1 and .2
        VirtioPciCapability common = new(0, (byte)(VirtioPciCapability.Size + pad), VirtioPciStructure.Common, StructureBar, CommonAt, CommonRegister.Size + room);
        // device.pci.notify-cap.1 to .11: room for the widest notification of every queue, whatever the features.
        uint notifications = _options.NotifyMultiplier == 0 ? 4 : _options.NotifyMultiplier * (uint)_device.QueueCount;
        VirtioPciCapability notify = new(0, (byte)(VirtioPciCapability.NotifySize + pad), VirtioPciStructure.Notify, StructureBar, NotifyAt,
            Math.Max(4, notifications) + room, _options.NotifyMultiplier);
        // device.pci.isr.1
        VirtioPciCapability isr = new(0, (byte)(VirtioPciCapability.Size + pad), VirtioPciStructure.Isr, StructureBar, IsrAt, 1 + room);
        // device.pci.device-config.1 and .2
        VirtioPciCapability device = new(0, (byte)(VirtioPciCapability.Size + pad), VirtioPciStructure.Device, StructureBar, DeviceAt, (uint)_device.ConfigurationSize + room);
        // device.pci.cfg-access.1
        VirtioPciCapability window = new(0, VirtioPciCapability.WindowSize, VirtioPciStructure.PciAccess, 0, 0, 0);
        // Who goes by one of these finds nothing there.
        if (_options.Odd.HasFlag(OddCapabilities.ReservedType))
            yield return new(0, VirtioPciCapability.Size, (VirtioPciStructure)ReservedType, StructureBar, OddAt, OddLength);
        if (_options.Odd.HasFlag(OddCapabilities.ReservedBar))
            yield return common with { Bar = ReservedBar, Offset = OddAt + OddLength, CapabilityLength = VirtioPciCapability.Size };
        yield return common;
        yield return notify;
        yield return isr;
        yield return device;
        yield return window;
        if (_options.Odd.HasFlag(OddCapabilities.Second))
            yield return common with { Offset = OddAt + 2 * OddLength, CapabilityLength = VirtioPciCapability.Size };
    }

    private void AddStructures()
    {
        byte place = FirstPlace;
        foreach (var structure in Structures())
        {
            if (place + structure.CapabilityLength > MsiXPlace && place <= MsiXPlace) place = MsiXPlace + 0x10;
            var placed = structure with { Place = place };
            AddCapability(place, PciCapability.VendorSpecific);
            byte next = Space[place + 1];
            placed.Write(Space);
            Space[place + 1] = next;
            if (structure.Type == VirtioPciStructure.PciAccess)
            {
                _windowPlace = place;
                MakeWritable(place + VirtioPciCapability.BarOffset, 0xff, 1);
                MakeWritable(place + VirtioPciCapability.OffsetOffset, uint.MaxValue, 4);
                MakeWritable(place + VirtioPciCapability.LengthOffset, uint.MaxValue, 4);
            }
            place = (byte)((place + structure.CapabilityLength + 3) & ~3);
        }
    }

    /// <inheritdoc/>
    public override uint ReadConfigurationSpace(int register, int width)
    {
        if (IsWindow(register) && Window() is { } window) return ReadThroughWindow(window.Bar, window.Offset, window.Length);
        return _isDead && register is >= PciRegister.FirstBar and < PciRegister.FirstBar + 4 * PciRegister.BarCount ? 0 : base.ReadConfigurationSpace(register, width);
    }

    /// <inheritdoc/>
    public override void WriteConfigurationSpace(int register, int width, uint value)
    {
        base.WriteConfigurationSpace(register, width, value);
        if (IsWindow(register) && Window() is { } window) WriteThroughWindow(window.Bar, window.Offset, window.Length, value);
    }

    // device.pci.cfg-access.3
    /// <summary>Reads a bar on behalf of pci_cfg_data.</summary>
    protected virtual uint ReadThroughWindow(int bar, uint offset, int width) => (uint)ReadBar(bar, offset, width);

    // device.pci.cfg-access.2
    /// <summary>Writes a bar on behalf of pci_cfg_data.</summary>
    protected virtual void WriteThroughWindow(int bar, uint offset, int width, uint value) => WriteBar(bar, offset, width, value);

    private bool IsWindow(int register) => _windowPlace != 0 && register == _windowPlace + VirtioPciCapability.TailOffset;

    // Only what is a legal access of its own: anything else reads and writes nothing but the capability.
    private (int Bar, uint Offset, int Length)? Window()
    {
        if (!VirtioPciCapability.TryRead(Space, _windowPlace, out var asked)) return null;
        bool isLegal = asked.Length is 1 or 2 or 4 && asked.Offset % asked.Length == 0 && asked.Bar is StructureBar && asked.Offset < StructureBarLength;
        return isLegal ? (asked.Bar, asked.Offset, (int)asked.Length) : null;
    }
}
