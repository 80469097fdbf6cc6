using Ballast.Guest.Transports;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// The registers of one PCI function, found out by the suite itself: it reads the capabilities behind the driver's back, and
/// follows what is written to the bars.
/// </summary>
internal sealed class PciRegisterMap : IRegisterMap
{
    private readonly IMachineBus _bus;
    private readonly PciFunctionAddress _function;
    private readonly VirtioPciCapability[] _structures;
    private readonly int? _tableBar;
    private readonly ulong[] _bars = new ulong[PciRegister.BarCount];
    private readonly uint[] _lengths = new uint[PciRegister.BarCount];
    private readonly bool[] _isPort = new bool[PciRegister.BarCount];
    private uint _selected;

    /// <summary>Looks at a function before the driver does.</summary>
    /// <param name="bus">The bus, which notes nothing.</param>
    /// <param name="function">Where it is.</param>
    public PciRegisterMap(IMachineBus bus, PciFunctionAddress function)
    {
        _bus = bus;
        _function = function;
        byte[] space = new PciFunction(bus, function).ReadAll();
        var structures = new List<VirtioPciCapability>();
        var seen = new HashSet<int>();
        for (int place = space[PciRegister.Capabilities] & 0xfc; place >= 0x40 && seen.Add(place); place = space[place + 1] & 0xfc)
        {
            if (VirtioPciCapability.TryRead(space, place, out var structure)) structures.Add(structure);
            else if (space[place] == PciCapability.MsiX) _tableBar = space[place + MsiXRegister.Table] & 7;
        }
        // driver.pci.capabilities.3: of several of a kind the first counts.
        _structures = [.. structures.Where(s => s.IsDefined).DistinctBy(s => s.Type)];
        for (int bar = 0; bar < PciRegister.BarCount; bar++) MeasureBar(bar);
    }

    public (RegisterSpace Space, uint Offset)? Find(bool isPort, ulong address)
    {
        if (isPort && address is >= PciFunctionAddress.DataPort and < PciFunctionAddress.DataPort + 4)
        {
            return (_selected & 0x8000_0000) != 0 && PciFunctionAddress.Of(_selected) == _function
                ? (RegisterSpace.PciConfiguration, (_selected & 0xfc) + (uint)(address - PciFunctionAddress.DataPort)) : null;
        }
        for (int bar = 0; bar < _bars.Length; bar++)
        {
            if (_lengths[bar] == 0 || _isPort[bar] != isPort || address < _bars[bar] || address - _bars[bar] >= _lengths[bar]) continue;
            return Place(bar, (uint)(address - _bars[bar]));
        }
        return null;
    }

    public void Written(bool isPort, ulong address, int width, ulong value)
    {
        if (!isPort) return;
        if (address == PciFunctionAddress.AddressPort && width == 4)
        {
            _selected = (uint)value;
            return;
        }
        if (Find(isPort, address) is not (RegisterSpace.PciConfiguration, var offset)) return;
        // What matters is what the bar holds now, not what was written to it.
        if (offset is >= PciRegister.FirstBar and < PciRegister.FirstBar + 4 * PciRegister.BarCount) ReadBar((int)(offset - PciRegister.FirstBar) / 4);
    }

    private (RegisterSpace, uint) Place(int bar, uint offset)
    {
        if (bar == _tableBar) return (RegisterSpace.MsiX, offset);
        if (_isPort[bar] && bar == 0) return (RegisterSpace.LegacyPci, offset);
        foreach (var structure in _structures)
        {
            if (structure.Bar != bar || offset < structure.Offset || offset - structure.Offset >= structure.Length) continue;
            RegisterSpace? space = structure.Type switch
            {
                VirtioPciStructure.Common => RegisterSpace.Common,
                VirtioPciStructure.Notify => RegisterSpace.Notify,
                VirtioPciStructure.Isr => RegisterSpace.Isr,
                VirtioPciStructure.Device => RegisterSpace.DeviceConfiguration,
                _ => null,
            };
            if (space is { } known) return (known, offset - structure.Offset);
        }
        return (RegisterSpace.Unclaimed, offset);
    }

    private void MeasureBar(int bar)
    {
        int register = PciRegister.Bar(bar);
        uint before = Read(register);
        Write(register, uint.MaxValue);
        uint mask = Read(register);
        Write(register, before);
        if (mask is 0 or uint.MaxValue) return;
        _isPort[bar] = (mask & 1) != 0;
        _lengths[bar] = _isPort[bar] ? ~((mask & ~3u) | 0xffff_0000) + 1 : ~(mask & ~15u) + 1;
        ReadBar(bar);
    }

    private void ReadBar(int bar)
    {
        uint value = Read(PciRegister.Bar(bar));
        _bars[bar] = value & (_isPort[bar] ? ~3u : ~15u);
        if (!_isPort[bar] && (value & 6) == 4 && bar + 1 < _bars.Length) _bars[bar] |= (ulong)Read(PciRegister.Bar(bar + 1)) << 32;
    }

    private uint Read(int register)
    {
        uint before = _selected;
        _bus.WritePort(PciFunctionAddress.AddressPort, 4, _function.Select(register));
        uint value = _bus.ReadPort(PciFunctionAddress.DataPort, 4);
        _bus.WritePort(PciFunctionAddress.AddressPort, 4, before);
        return value;
    }

    private void Write(int register, uint value)
    {
        _bus.WritePort(PciFunctionAddress.AddressPort, 4, _function.Select(register));
        _bus.WritePort(PciFunctionAddress.DataPort, 4, value);
        _bus.WritePort(PciFunctionAddress.AddressPort, 4, _selected);
    }
}
