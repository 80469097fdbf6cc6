using Ballast.Host.Balloon;
using Ballast.Host.Machine;
using Ballast.Host.Transports;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Transport;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Host.Tests.Infrastructure;

/// <summary>A driver that does what a test says, on a small machine with a device, all on one stepped loop.</summary>
internal sealed class DriverSide : IDriverNotifications, IDisposable
{
    public const ulong Ram = 16UL << 20;
    private const ulong RingsAt = 0x100000;
    private const ulong RingSpace = 0x10000;

    private readonly Dictionary<int, IDriverQueue> _queues = [];
    private ulong _scratch = 0x200000;

    public DriverSide(BalloonDeviceOptions options, PcMachineOptions? machine = null, Func<BalloonDeviceOptions, IEventLoop, ITraceSink, IRam, BalloonDevice>? make = null)
    {
        Recorder = new(Loop.Time);
        Machine = new(machine ?? new PcMachineOptions { RamSize = Ram }, Recorder);
        Options = options with { LowMemory = Machine.LowMemory };
        Device = make is null ? new(Options, Loop, Recorder, Machine) : make(Options, Loop, Recorder, Machine);
        Device.AttachMemory(Machine.MemoryFor(DirtyClient.Device));
        Memory = Machine.MemoryFor(DirtyClient.Guest);
        Transport = new(Device, Loop, Loop);
        Transport.Connect(this);
    }

    public SteppedLoop Loop { get; } = new();

    public TraceRecorder Recorder { get; }

    public PcMachine Machine { get; }

    public BalloonDeviceOptions Options { get; }

    public BalloonDevice Device { get; }

    public GuestMemory Memory { get; }

    public DirectTransport Transport { get; }

    public List<int> UsedNotifications { get; } = [];

    public int ConfigurationNotifications { get; private set; }

    public static DriverSide Hint(params int[] more) => new(new BalloonDeviceOptions { Features = With(more, Feature.MustTellHost, Feature.StatsVq, Feature.FreePageHint) });

    public static DriverSide Bitmap(params int[] more) =>
        new(new BalloonDeviceOptions { Dialect = Dialect.Bitmap, Features = With(more, Feature.StatsVq, Feature.GetFreePages) });

    public static FeatureSet With(int[] more, params int[] features) => FeatureSet.Of([Feature.Version1, .. features, .. more]);

    /// <summary>Everything up to DRIVER_OK, with all that is offered or what is given.</summary>
    public DriverSide Up(FeatureSet? accepted = null)
    {
        Negotiate(accepted);
        for (int queue = 0; queue < Device.QueueCount; queue++)
        {
            if (Transport.MaximumQueueSize(queue) > 0) SetUpQueue(queue);
        }
        Transport.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk | DeviceStatus.DriverOk);
        Loop.RunUntilIdle();
        return this;
    }

    public DeviceStatus Negotiate(FeatureSet? accepted = null)
    {
        Transport.WriteStatus(DeviceStatus.None);
        Transport.WriteStatus(DeviceStatus.Acknowledge);
        Transport.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver);
        Transport.WriteAcceptedFeatures(accepted ?? Transport.ReadOfferedFeatures());
        Transport.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk);
        return Transport.ReadStatus();
    }

    public IDriverQueue SetUpQueue(int queue)
    {
        var options = RingOptions.For(Device.AcceptedFeatures);
        ushort size = Math.Min(Transport.MaximumQueueSize(queue), (ushort)128);
        var ring = Ring.ForDriver(Memory, RingLayout.At(RingsAt + (ulong)queue * RingSpace, size, options, out _), options);
        _queues[queue] = ring;
        Transport.ConfigureQueue(queue, ring.Addresses);
        Transport.EnableQueue(queue);
        return ring;
    }

    public IDriverQueue Queue(int queue) => _queues[queue];

    public int IndexOf(BalloonQueue queue) =>
        BalloonQueues.For(Options.Dialect, Options.Numbering, Options.Features, Device.AcceptedFeatures).IndexOf(queue);

    /// <summary>Puts bytes into fresh guest memory.</summary>
    public ulong Place(ReadOnlySpan<byte> bytes)
    {
        ulong at = _scratch;
        Assert.That(Memory.TryWrite(at, bytes));
        _scratch += ((ulong)bytes.Length + 15) & ~15UL;
        return at;
    }

    /// <summary>Makes a chain of readable bytes available, in one buffer or in parts of these lengths.</summary>
    public ushort Send(BalloonQueue queue, ReadOnlySpan<byte> bytes, params int[] parts)
    {
        ulong at = Place(bytes);
        var buffers = new List<Buffer>();
        int done = 0;
        foreach (int part in parts)
        {
            buffers.Add(new(at + (ulong)done, (uint)part, false));
            done += part;
        }
        if (done < bytes.Length) buffers.Add(new(at + (ulong)done, (uint)(bytes.Length - done), false));
        return Add(queue, [.. buffers]);
    }

    /// <summary>Makes a chain available, notifies, and lets the device work.</summary>
    public ushort Add(BalloonQueue queue, params Buffer[] buffers)
    {
        int index = IndexOf(queue);
        Assert.That(_queues[index].TryAdd(buffers, null, out ushort head), "the queue is full");
        Kick(index);
        return head;
    }

    public void Kick(int queue)
    {
        Transport.Notify(queue);
        Loop.RunUntilIdle();
    }

    /// <summary>Takes what the device has used on a queue.</summary>
    public List<UsedBuffer> Used(BalloonQueue queue)
    {
        var used = new List<UsedBuffer>();
        while (_queues[IndexOf(queue)].TryTakeUsed(out var buffer, out var violation)) used.Add(buffer);
        Assert.That(_queues[IndexOf(queue)].TryTakeUsed(out _, out var broken), Is.False);
        Assert.That(broken, Is.Null);
        return used;
    }

    public uint Field(int offset)
    {
        Span<byte> bytes = stackalloc byte[4];
        Transport.ReadConfiguration(offset, bytes);
        return BitConverter.ToUInt32(bytes);
    }

    public void WriteField(int offset, uint value) => Transport.WriteConfiguration(offset, BitConverter.GetBytes(value));

    public IEnumerable<T> Events<T>() where T : TraceEvent => Recorder.Events.OfType<T>();

    public IEnumerable<string> Refusals => Events<Virtio.Tracing.Events.Refused>().Select(r => r.Violation.Clause);

    public void UsedBuffers(int queue) => UsedNotifications.Add(queue);

    public void ConfigurationChanged() => ConfigurationNotifications++;

    public void Dispose() => Machine.Dispose();
}
