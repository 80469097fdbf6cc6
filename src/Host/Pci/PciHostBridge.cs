using Ballast.Host.Machine;
using Ballast.Virtio.Pci;

namespace Ballast.Host.Pci;

/// <summary>The host bridge of PCI bus 0: configuration spaces through ports 0xcf8 and 0xcfc, and the bars of its functions.</summary>
public sealed class PciHostBridge : IBusDevice
{
    private readonly Dictionary<PciFunctionAddress, PciDeviceFunction> _functions = [];
    private uint _selected;

    /// <summary>Plugs a function in.</summary>
    public void Add(PciFunctionAddress address, PciDeviceFunction function) => _functions.Add(address, function);

    /// <inheritdoc/>
    public bool TryRead(bool isPort, ulong address, int width, out ulong value)
    {
        value = ulong.MaxValue;
        if (isPort && address == PciFunctionAddress.AddressPort && width == 4)
        {
            value = _selected;
            return true;
        }
        if (isPort && Register(address, width) is { } register)
        {
            if (Selected is { } function) value = function.ReadConfigurationSpace(register, width);
            return true;
        }
        foreach (var function in _functions.Values)
        {
            if (function.Find(isPort, address, width) is not { } place) continue;
            value = function.ReadBar(place.Bar, place.Offset, width);
            return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public bool TryWrite(bool isPort, ulong address, int width, ulong value)
    {
        if (isPort && address == PciFunctionAddress.AddressPort && width == 4)
        {
            _selected = (uint)value;
            return true;
        }
        if (isPort && Register(address, width) is { } register)
        {
            Selected?.WriteConfigurationSpace(register, width, (uint)value);
            return true;
        }
        foreach (var function in _functions.Values)
        {
            if (function.Find(isPort, address, width) is not { } place) continue;
            function.WriteBar(place.Bar, place.Offset, width, value);
            return true;
        }
        return false;
    }

    private PciDeviceFunction? Selected => (_selected & 0x8000_0000) != 0 ? _functions.GetValueOrDefault(PciFunctionAddress.Of(_selected)) : null;

    private int? Register(ulong port, int width)
    {
        ulong offset = port - PciFunctionAddress.DataPort;
        return offset < 4 && (ulong)width <= 4 - offset ? (int)(_selected & 0xfc) + (int)offset : null;
    }
}
