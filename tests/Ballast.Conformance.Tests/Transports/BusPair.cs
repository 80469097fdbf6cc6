using Ballast.Guest.Transports;
using Ballast.Host.Balloon;
using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Host.Pci;
using Ballast.Virtio;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Tests.Transports;

/// <summary>A balloon on the bus of a small machine, with the driver half of a transport to it.</summary>
internal sealed class BusPair : IDriverNotifications, IDisposable
{
    public static readonly PciFunctionAddress Place = new(0, 4, 0);

    private readonly PcMachine _machine = new(new() { RamSize = 4 << 20 });
    private readonly PciHostBridge _bridge = new();

    public BusPair(FeatureSet? features = null, bool hasLegacyInterface = false)
    {
        Trace = new(Loop.Time);
        Device = new(new BalloonDeviceOptions { Features = features ?? FeatureSet.Of(Feature.Version1, Feature.StatsVq, Feature.FreePageHint), HasLegacyInterface = hasLegacyInterface }, Loop, Trace, _machine);
        Device.AttachMemory(_machine.MemoryFor(DirtyClient.Device));
        Memory = _machine.MemoryFor(DirtyClient.Guest);
        Bus = new(Memory, Loop);
    }

    public SteppedLoop Loop { get; } = new();

    public TraceRecorder Trace { get; }

    public BalloonDevice Device { get; }

    public GuestMemory Memory { get; }

    public ReferenceBus Bus { get; }

    public List<int> Used { get; } = [];

    public int ConfigurationChanges { get; private set; }

    public BusPair OnPci(VirtioPciOptions? options = null)
    {
        Bus.Add(_bridge);
        _bridge.Add(Place, new VirtioPciFunction(Device, Bus, Loop, options ?? new()));
        return this;
    }

    public BusPair OnMmio(VirtioMmioOptions? options = null)
    {
        Bus.Add(new VirtioMmioRegion(Device, Bus, Loop, options ?? new()));
        return this;
    }

    public ITransport OpenPci(bool isLegacy = false, bool usesMessages = true) =>
        PciEnumeration.Open(PciEnumeration.FindBalloon(Bus)!, PciResources.Pc, Loop, isLegacy, usesMessages);

    public IDriverQueue Start(ITransport transport, FeatureSet accepted)
    {
        transport.Connect(this);
        transport.WriteStatus(DeviceStatus.None);
        transport.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver);
        transport.WriteAcceptedFeatures(accepted);
        transport.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk);
        var options = RingOptions.For(accepted);
        var addresses = RingLayout.At(0x1_0000, 64, options, out _);
        transport.ConfigureQueue(0, addresses);
        transport.EnableQueue(0);
        transport.WriteStatus(transport.ReadStatus() | DeviceStatus.DriverOk);
        return Ring.ForDriver(Memory, addresses, options);
    }

    public void Inflate(ITransport transport, IDriverQueue queue, uint frame)
    {
        Memory.TryWrite(0x8_0000, frame);
        queue.TryAdd([new(0x8_0000, 4, IsDeviceWritable: false)], null, out _);
        transport.Notify(0);
        Loop.RunUntilIdle();
    }

    public void UsedBuffers(int queue) => Used.Add(queue);

    public void ConfigurationChanged() => ConfigurationChanges++;

    public void Dispose() => _machine.Dispose();
}
