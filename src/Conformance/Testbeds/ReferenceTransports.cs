using Ballast.Conformance.Mutants;
using Ballast.Conformance.Scenarios;
using Ballast.Guest.Transports;
using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Host.Pci;
using Ballast.Host.Transports;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Testbeds;

/// <summary>The ways from a driver of ours to a device of ours, on the bus of a reference machine where there is one.</summary>
/// <param name="kind">What carries the protocol.</param>
/// <param name="plan">What the scenario asks for.</param>
/// <param name="device">The device.</param>
/// <param name="memory">RAM as a program in the guest reaches it.</param>
/// <param name="loop">The loop of both sides.</param>
/// <param name="trace">Where accesses to registers are noted.</param>
/// <param name="mutant">The fault that one of the sides has; null when all are clean.</param>
internal sealed class ReferenceTransports(
    TransportKind kind, TestbedPlan plan, IVirtioDevice device, GuestMemory memory, IEventLoop loop, ITraceSink trace, Mutant? mutant)
{
    private static readonly PciFunctionAddress Function = new(0, 4, 0);

    private ObservedBus? _bus;
    private bool? _isLegacyRegion;

    /// <summary>The bus, for steps that drive it by hand.</summary>
    /// <exception cref="StepNotApplicableException">There is none.</exception>
    public IMachineBus Bus => kind switch
    {
        TransportKind.Pci => PciBus(),
        TransportKind.Mmio => MmioBus(plan.IsLegacyOnly),
        _ => throw new StepNotApplicableException("there is no bus between the two sides"),
    };

    /// <summary>The function, for steps that drive it by hand.</summary>
    public static PciFunction FunctionOn(IMachineBus bus) => new(bus, Function);

    /// <summary>Where the registers of an MMIO device begin.</summary>
    public ulong MmioAddress => plan.Mmio.Address;

    /// <summary>Opens the way to the device.</summary>
    /// <param name="isLegacy">Whether through the legacy interface.</param>
    public ITransport Open(bool isLegacy) => kind switch
    {
        TransportKind.Pci => OpenPci(isLegacy),
        TransportKind.Mmio => OpenMmio(isLegacy || plan.IsLegacyOnly),
        _ => new DirectTransport(device, loop, loop),
    };

    private ITransport OpenPci(bool isLegacy)
    {
        var decisions = mutant?.PciDriver?.Invoke() ?? new();
        var bus = PciBus();
        var function = PciEnumeration.FindBalloon(bus, decisions) ?? throw new TransportException("there is no balloon on PCI bus 0");
        return PciEnumeration.Open(function, PciResources.Pc, loop, isLegacy, plan.UsesMessages, decisions, plan.KnowsLegacy);
    }

    private MmioTransport OpenMmio(bool isLegacy)
    {
        var bus = MmioBus(isLegacy);
        if (_isLegacyRegion != isLegacy) throw new StepNotApplicableException("a device over MMIO has one interface: legacy, or that of virtio 1");
        return MmioTransport.Probe(bus, plan.Mmio.Address, loop, isLegacy, mutant?.MmioDriver?.Invoke())
            ?? throw new TransportException($"there is no balloon at 0x{plan.Mmio.Address:x}");
    }

    private ObservedBus PciBus()
    {
        if (_bus is not null) return _bus;
        var bus = new ReferenceBus(memory, loop);
        var bridge = new PciHostBridge();
        bus.Add(bridge);
        var options = plan.Pci with { Interface = plan.IsLegacyOnly ? VirtioPciInterface.Legacy : plan.HasLegacyInterface ? VirtioPciInterface.Transitional : VirtioPciInterface.Modern };
        bridge.Add(Function, mutant?.Pci?.Invoke(device, bus, loop, options) ?? new VirtioPciFunction(device, bus, loop, options));
        return _bus = new(bus, new PciRegisterMap(bus, Function), trace);
    }

    private ObservedBus MmioBus(bool isLegacy)
    {
        if (_bus is not null) return _bus;
        if (plan.ByteOrder != Virtio.Wire.ByteOrder.Little) throw new StepNotApplicableException("the machine's bus is little-endian");
        _isLegacyRegion = isLegacy;
        var bus = new ReferenceBus(memory, loop);
        var options = plan.Mmio with { IsLegacy = isLegacy };
        bus.Add(mutant?.Mmio?.Invoke(device, bus, loop, options) ?? new VirtioMmioRegion(device, bus, loop, options));
        return _bus = new(bus, new MmioRegisterMap(options.Address), trace);
    }
}
