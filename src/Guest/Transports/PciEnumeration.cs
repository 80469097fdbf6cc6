using Ballast.Virtio.Machine;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Guest.Transports;

/// <summary>Looks for balloons on PCI bus 0 (virtio 1.4, 4.1.2 and 4.1.5.1.1).</summary>
public static class PciEnumeration
{
    private const int Devices = 32;

    /// <summary>Finds the first balloon that this driver would drive.</summary>
    /// <returns>Null where there is none.</returns>
    public static PciFunction? FindBalloon(IMachineBus bus, PciDecisions? decisions = null)
    {
        decisions ??= new();
        for (byte device = 0; device < Devices; device++)
        {
            var function = new PciFunction(bus, new(0, device, 0));
            uint numbers = function.Read(PciRegister.Vendor, 4);
            if ((ushort)numbers == 0xffff) continue;
            if (decisions.IsBalloon((ushort)numbers, (ushort)(numbers >> 16), (byte)function.Read(PciRegister.Revision, 1))) return function;
        }
        return null;
    }

    /// <summary>Makes a transport for a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="resources">Addresses that its bars may have.</param>
    /// <param name="loop">The loop on which the driver works.</param>
    /// <param name="isLegacy">Whether the driver is a legacy one, which knows no capabilities.</param>
    /// <param name="usesMessages">Whether MSI-X is used where there is such.</param>
    /// <param name="decisions">How the driver decides.</param>
    /// <param name="isTransitional">Whether the driver knows the legacy interface besides that of virtio 1.</param>
    /// <exception cref="TransportException">The device cannot be driven; the message says why.</exception>
    public static ITransport Open(PciFunction function, PciResources resources, IEventLoop loop, bool isLegacy, bool usesMessages, PciDecisions? decisions = null, bool isTransitional = true)
    {
        decisions ??= new();
        var bars = PciBars.Assign(function, resources);
        var layout = isLegacy || !decisions.LooksForCapabilities ? null : VirtioPciLayout.Find(function, bars, decisions);
        decisions.Found(function, layout);
        var messages = usesMessages ? MsiXTable.Find(function, bars) : null;
        if (layout is not null) return new PciTransport(function, layout, messages, loop, decisions);
        // driver.legacy.pci.detection.2 and .4
        if (!isLegacy && !decisions.FallsBackToLegacy(isTransitional)) throw new TransportException($"the device at {function.Address} has no virtio capabilities");
        if (bars[0] is not { IsPort: true } registers) throw new TransportException($"the device at {function.Address} has neither virtio capabilities nor legacy registers");
        int needed = decisions.LegacyConfiguration(messages is not null);
        if (registers.Length < (ulong)needed) throw new TransportException($"the device at {function.Address} has {registers.Length} bytes of legacy registers, and {needed} are needed");
        return new LegacyPciTransport(function, new(function.Bus, isPort: true, registers.Address, registers.Length), messages, loop, decisions);
    }
}
