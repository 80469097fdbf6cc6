using System.Globalization;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Transport;

namespace Ballast.Peers.Tests.VhostUser;

/// <summary>A device that notes what a transport does to it, and takes page frame numbers on queues 0 and 1 as a balloon does.</summary>
internal sealed class RecordingDevice(FeatureSet offered, int queues) : IVirtioDevice
{
    /// <summary>Whose chains the device keeps.</summary>
    public const int StatisticsQueue = 2;

    private readonly byte[] _configuration = new byte[16];
    private readonly QueueAddresses?[] _addresses = new QueueAddresses?[queues];
    private readonly SplitDeviceQueue?[] _rings = new SplitDeviceQueue?[queues];
    private readonly ushort[] _next = new ushort[queues];
    private IDriverNotifications? _driver;

    public List<string> Calls { get; } = [];

    public HashSet<uint> Inflated { get; } = [];

    public GuestMemory Memory { get; private set; } = GuestMemory.Empty;

    public ushort QueueSize { get; init; } = 1024;

    public Action<int>? OnNotify { get; set; }

    public FeatureSet OfferedFeatures => offered;

    public FeatureSet AcceptedFeatures { get; private set; }

    public DeviceStatus Status { get; private set; }

    public int QueueCount => queues;

    public uint ConfigurationGeneration { get; private set; }

    public uint this[int field]
    {
        get => BitConverter.ToUInt32(_configuration, field);
        set
        {
            BitConverter.TryWriteBytes(_configuration.AsSpan(field), value);
            ConfigurationGeneration++;
            _driver?.ConfigurationChanged();
        }
    }

    public void AttachMemory(GuestMemory memory)
    {
        Memory = memory;
        Calls.Add($"memory {string.Join(' ', memory.Regions.Select(r => $"0x{r.GuestAddress:x}+0x{r.Length:x}"))}".TrimEnd());
    }

    public void AttachDriver(IDriverNotifications driver) => _driver = driver;

    public FeatureSet ReadFeatures() => offered;

    public void WriteFeatures(FeatureSet accepted)
    {
        AcceptedFeatures = accepted;
        Calls.Add($"accepts {accepted}");
    }

    public DeviceStatus ReadStatus() => Status;

    public void WriteStatus(DeviceStatus status)
    {
        Calls.Add($"status {(byte)status:x}");
        if (status == DeviceStatus.None) Clear();
        Status = status;
    }

    public Violation? Start()
    {
        Calls.Add("start");
        if (!AcceptedFeatures.IsSubsetOf(offered)) return new("driver.features.1", "not offered");
        Status = DeviceStatus.DriverOk;
        for (int i = 0; i < queues; i++) Serve(i);
        return null;
    }

    public void Reset()
    {
        Calls.Add("reset");
        Clear();
    }

    public void ReadConfiguration(int offset, Span<byte> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = offset + i < _configuration.Length ? _configuration[offset + i] : (byte)0;
    }

    public void WriteConfiguration(int offset, ReadOnlySpan<byte> source)
    {
        if (offset == 4 && source.Length == 4) source.CopyTo(_configuration.AsSpan(4));
    }

    public ushort MaximumQueueSize(int queue) => queue < queues ? QueueSize : (ushort)0;

    public void ConfigureQueue(int queue, QueueAddresses addresses, ushort? nextAvailable = null)
    {
        Calls.Add(string.Create(CultureInfo.InvariantCulture, $"queue {queue} of {addresses.Size} from {nextAvailable ?? 0}"));
        _addresses[queue] = addresses;
        _next[queue] = nextAvailable ?? 0;
    }

    public void ConfigureLegacyQueue(int queue, ulong address, uint alignment) => throw new NotSupportedException("vhost-user has no such message");

    public void EnableQueue(int queue)
    {
        Calls.Add($"enable {queue}");
        _rings[queue] = new(Memory, _addresses[queue]!.Value, default, _next[queue]);
    }

    public ushort StopQueue(int queue)
    {
        Calls.Add($"stop {queue}");
        ushort next = _rings[queue]?.NextAvailable ?? 0;
        _rings[queue] = null;
        return next;
    }

    public int ConfigurationSize => _configuration.Length;

    public void ResetQueue(int queue) => StopQueue(queue);

    public bool IsQueueReset(int queue) => _rings[queue] is null;

    public void Notify(int queue, NotificationData? data = null)
    {
        Calls.Add($"notify {queue}");
        OnNotify?.Invoke(queue);
        Serve(queue);
    }

    private void Clear()
    {
        Status = DeviceStatus.None;
        AcceptedFeatures = default;
        Array.Clear(_rings);
        Array.Clear(_addresses);
    }

    private void Serve(int queue)
    {
        if (_rings[queue] is not { } ring || !Status.HasFlag(DeviceStatus.DriverOk)) return;
        Span<byte> frames = stackalloc byte[1024];
        while (ring.TryPop(out var chain, out _))
        {
            int read = chain.Read(Memory, 0, frames);
            for (int i = 0; i + 4 <= read && queue < 2; i += 4)
            {
                uint frame = BitConverter.ToUInt32(frames[i..]);
                if (queue == 0) Inflated.Add(frame);
                else Inflated.Remove(frame);
            }
            if (queue != StatisticsQueue) ring.Use(chain, 0);
        }
        if (ring.ShouldNotifyDriver()) _driver?.UsedBuffers(queue);
    }
}
