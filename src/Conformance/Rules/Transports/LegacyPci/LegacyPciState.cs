using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>What a trace has shown of a device on PCI as far as legacy drivers care: its configuration space as it was read, and whether it answers to them.</summary>
internal sealed class LegacyPciState
{
    private readonly byte?[] _space = new byte?[PciRegister.Size];
    private bool _wroteStatus;

    /// <summary>Whether MSI-X was switched on.</summary>
    public bool IsMsiXOn { get; private set; }

    /// <summary>Whether the driver has written the command register or a bar: it wants to use the function.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>Whether the legacy registers have shown that there is a device behind them.</summary>
    public bool ServesLegacy { get; private set; }

    /// <summary>Where the device's configuration begins in the legacy registers.</summary>
    public int Configuration => LegacyPciRegister.DeviceConfiguration(IsMsiXOn);

    /// <summary>PCI device number; null as long as it was not read.</summary>
    public int? Device => Word(PciRegister.Device);

    /// <summary>PCI revision; null as long as it was not read.</summary>
    public int? Revision => _space[PciRegister.Revision];

    /// <summary>PCI subsystem device number; null as long as it was not read.</summary>
    public int? SubsystemDevice => Word(PciRegister.SubsystemDevice);

    /// <summary>Whether the device number is one of a transitional device.</summary>
    public bool HasTransitionalNumber => Device is >= 0x1000 and <= 0x103f;

    /// <summary>Where the vendor's capabilities are, which are virtio's; null as long as the list was not read to its end.</summary>
    public IReadOnlyList<int>? VirtioCapabilities => Walk()?.Where(c => c.Id == PciCapability.VendorSpecific).Select(c => c.Place).ToList();

    /// <summary>Whether the driver has looked for virtio's capabilities: it knows the type of each, or that there is none.</summary>
    public bool WasSearched => VirtioCapabilities is { } found && found.All(place => place + 3 < _space.Length && _space[place + 3] is not null);

    public void Note(TraceEvent e)
    {
        switch (e)
        {
            case RegisterRead { Space: RegisterSpace.PciConfiguration } read:
                for (int i = 0; i < read.Width && read.Offset + i < _space.Length; i++) _space[read.Offset + i] = (byte)(read.Value >> 8 * i);
                break;
            case RegisterWritten { Space: RegisterSpace.PciConfiguration } written:
                Note((int)written.Offset, written.Width, written.Value);
                break;
            case RegisterRead { Space: RegisterSpace.LegacyPci, Offset: LegacyPciRegister.DeviceFeatures, Width: 4, Value: not (0 or uint.MaxValue) }:
                ServesLegacy = true;
                break;
            case RegisterRead { Space: RegisterSpace.LegacyPci, Offset: LegacyPciRegister.DeviceStatus, Width: 1, Value: not (0 or byte.MaxValue) } when _wroteStatus:
                ServesLegacy = true;
                break;
            case RegisterWritten { Space: RegisterSpace.LegacyPci, Offset: LegacyPciRegister.DeviceStatus, Width: 1 } written:
                _wroteStatus = written.Value != 0;
                break;
        }
    }

    private void Note(int register, int width, ulong value)
    {
        IsTaken |= register is PciRegister.Command or (>= PciRegister.FirstBar and < PciRegister.FirstBar + 4 * PciRegister.BarCount);
        if (Walk()?.Where(c => c.Id == PciCapability.MsiX).Select(c => (int?)c.Place).FirstOrDefault() is not { } messages) return;
        int control = messages + MsiXRegister.Control;
        if (register == control && width >= 2) IsMsiXOn = (value & MsiXRegister.Enable) != 0;
        else if (register == messages && width == 4) IsMsiXOn = (value >> 16 & MsiXRegister.Enable) != 0;
    }

    private List<(int Place, byte Id)>? Walk()
    {
        if (Word(PciRegister.Status) is not { } status) return null;
        var found = new List<(int, byte)>();
        if (((PciStatus)status & PciStatus.Capabilities) == 0) return found;
        var seen = new HashSet<int>();
        int? next = _space[PciRegister.Capabilities];
        while (next is { } at)
        {
            int place = at & 0xfc;
            if (place < 0x40 || !seen.Add(place)) return found;
            if (_space[place] is not { } id) return null;
            found.Add((place, id));
            next = _space[place + 1];
        }
        return null;
    }

    private int? Word(int register) => _space[register] is { } low && _space[register + 1] is { } high ? low | high << 8 : null;
}
