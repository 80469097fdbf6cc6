using Ballast.Host.Balloon;
using Ballast.Host.Machine;
using Ballast.Peers.VhostUser;
using Ballast.Peers.VhostUser.FrontEnd;
using Ballast.Peers.VhostUser.Memory;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Transport;

namespace Ballast.Peers.Tests.VhostUser;

/// <summary>Our front end on our back end with a balloon, and a driver by hand.</summary>
internal sealed class FrontEndBench : IDisposable, IDriverNotifications
{
    public const ulong RamSize = 4 << 20;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("ballast-").FullName;
    private readonly VhostUserLoop _deviceLoop = new("device");
    private readonly ThreadedLoop _driverLoop = new("driver");
    private readonly VhostUserBackEnd _backEnd;
    private readonly PcMachine _machine = new(new() { RamSize = RamSize });
    private readonly MessageLog _log = new();
    private SharedRam? _ram;
    private int _usedNotifications, _changes;

    public FrontEndBench(FeatureSet features, ProtocolFeatures offered = VhostUserOptions.DefaultProtocolFeatures, ProtocolFeatures wanted = VhostUserFrontEndOptions.DefaultProtocolFeatures)
    {
        Trace = new(_deviceLoop.Time);
        Device = new(new() { Features = features }, _deviceLoop, Trace);
        _backEnd = new(Path.Combine(_folder, "b.sock"), Device, _deviceLoop, new() { ProtocolFeatures = offered });
        _backEnd.MemoryChanged += memory =>
        {
            _ram?.Dispose();
            Device.Ram = _ram = new(memory);
        };
        Memory = _machine.MemoryFor(DirtyClient.Guest);
        FrontEnd = new(_backEnd.SocketPath, SharedRange.Of(_machine), _driverLoop, new() { ProtocolFeatures = wanted, Log = _log });
        FrontEnd.Connect(this);
    }

    public BalloonDevice Device { get; }

    public TraceRecorder Trace { get; }

    public GuestMemory Memory { get; }

    public VhostUserFrontEnd FrontEnd { get; }

    public int Changes => _driverLoop.Invoke(() => _changes);

    public string Story => string.Join('\n', _log.Lines);

    public FeatureSet Accepted { get; private set; }

    /// <summary>Initialises the device with these features and the first two queues.</summary>
    public IDriverQueue BringUp(FeatureSet features)
    {
        FrontEnd.WriteStatus(DeviceStatus.None);
        Assert.That(FrontEnd.ReadStatus(), Is.EqualTo(DeviceStatus.None));
        FrontEnd.WriteStatus(DeviceStatus.Acknowledge);
        FrontEnd.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver);
        Accepted = FrontEnd.ReadOfferedFeatures() & features;
        FrontEnd.WriteAcceptedFeatures(Accepted);
        var status = DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk;
        FrontEnd.WriteStatus(status);
        Assert.That(FrontEnd.ReadStatus(), Is.EqualTo(status));
        var inflate = SetUp(0, 0x100000);
        SetUp(1, 0x110000);
        FrontEnd.WriteStatus(status | DeviceStatus.DriverOk);
        return inflate;
    }

    public IDriverQueue SetUp(int queue, ulong address)
    {
        var options = RingOptions.For(Accepted);
        var addresses = RingLayout.At(address, RingLayout.LargestSize(Math.Min((ushort)64, FrontEnd.MaximumQueueSize(queue)), options), options, out ulong bytes);
        Assert.That(Memory.TryWrite(address, new byte[bytes]));
        IDriverQueue ring = options.IsPacked ? new PackedDriverQueue(Memory, addresses, options) : new SplitDriverQueue(Memory, addresses, options);
        FrontEnd.ConfigureQueue(queue, addresses);
        FrontEnd.EnableQueue(queue);
        return ring;
    }

    /// <summary>Puts a page into the balloon, and waits until the device has taken it.</summary>
    public void Inflate(IDriverQueue queue, uint frame)
    {
        const ulong Place = 0x120000;
        int before = _driverLoop.Invoke(() => _usedNotifications);
        Assert.That(Memory.TryWrite(Place, BitConverter.GetBytes(frame)));
        Assert.That(queue.TryAdd([new(Place, 4, false)], null, out _));
        FrontEnd.Notify(0);
        WaitFor(() => _usedNotifications > before);
        Assert.That(queue.TryTakeUsed(out _, out _), Story);
    }

    public void WaitForChange(int changes) => WaitFor(() => _changes >= changes);

    public void UsedBuffers(int queue) => _usedNotifications++;

    public void ConfigurationChanged() => _changes++;

    public void Disconnect() => _backEnd.Disconnect("enough");

    public bool WaitForFault() => _driverLoop.WaitFor(() => FrontEnd.Fault is not null, Deadline);

    public void Dispose()
    {
        FrontEnd.Dispose();
        _backEnd.Dispose();
        _deviceLoop.Dispose();
        _driverLoop.Dispose();
        _ram?.Dispose();
        _machine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void WaitFor(Func<bool> condition) => Assert.That(_driverLoop.WaitFor(condition, Deadline), Story);
}
