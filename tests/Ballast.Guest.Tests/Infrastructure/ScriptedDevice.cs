using System.Buffers.Binary;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Transport;
using Ballast.Virtio.Wire;

namespace Ballast.Guest.Tests.Infrastructure;

/// <summary>A balloon that does only what the test tells it, and remembers what the driver did, in words.</summary>
internal sealed class ScriptedDevice(GuestMemory memory) : ITransport
{
    private readonly Dictionary<int, SplitDeviceQueue> _queues = [];
    private readonly Dictionary<int, QueueAddresses> _addresses = [];
    private readonly byte[] _configuration = new byte[BalloonConfiguration.Size];
    private readonly List<(int Queue, DescriptorChain Chain)> _givenBack = [];
    private IDriverNotifications? _driver;

    public List<string> Log { get; } = [];

    public FeatureSet Offered { get; set; } = FeatureSet.Of(
        Feature.MustTellHost, Feature.StatsVq, Feature.DeflateOnOom, Feature.FreePageHint, Feature.Version1);

    public FeatureSet Accepted { get; private set; }

    public DeviceStatus Status { get; set; }

    public bool TakesFeatures { get; set; } = true;

    public int StatusReadsUntilReset { get; set; }

    public Func<int, ushort> QueueSize { get; set; } = _ => 128;

    public Func<uint> Generation { get; set; } = () => 0;

    public Action? BeforeConfigurationRead { get; set; }

    public uint Actual => ReadField(BalloonConfiguration.ActualOffset);

    public uint PoisonValue => ReadField(BalloonConfiguration.PoisonValueOffset);

    public IEnumerable<int> ConfiguredQueues => _addresses.Keys.Order();

    public QueueAddresses AddressesOf(int queue) => _addresses[queue];

    public int NotificationsOf(int queue) => Log.Count(l => l == $"notify {queue}");

    public void SetTarget(uint pages) => Change(BalloonConfiguration.NumPagesOffset, pages);

    public void Show(CommandId id) => Change(BalloonConfiguration.FreePageHintCommandIdOffset, id.Value);

    public void SetField(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_configuration.AsSpan(offset), value);

    public void NotifyConfiguration() => _driver!.ConfigurationChanged();

    public void NotifyUsed(int queue) => _driver!.UsedBuffers(queue);

    public void DemandReset()
    {
        Status |= DeviceStatus.DeviceNeedsReset;
        NotifyConfiguration();
    }

    /// <summary>Takes every chain that is available, without using it.</summary>
    public List<DescriptorChain> Take(int queue)
    {
        var chains = new List<DescriptorChain>();
        chains.AddRange(_givenBack.Where(g => g.Queue == queue).Select(g => g.Chain));
        _givenBack.RemoveAll(g => g.Queue == queue);
        while (_queues[queue].TryPop(out var chain, out var violation))
        {
            Assert.That(violation, Is.Null);
            chains.Add(chain);
        }
        return chains;
    }

    /// <summary>Lets the next <see cref="Take"/> have a chain again.</summary>
    public void GiveBack(int queue, DescriptorChain chain) => _givenBack.Add((queue, chain));

    public void Use(int queue, IEnumerable<DescriptorChain> chains, uint length = 0)
    {
        foreach (var chain in chains) Assert.That(_queues[queue].Use(chain, length), Is.Null);
        NotifyUsed(queue);
    }

    /// <summary>Takes and uses every chain that is available.</summary>
    public List<DescriptorChain> Serve(int queue)
    {
        var chains = Take(queue);
        Use(queue, chains);
        return chains;
    }

    public void AskForBitmap(DescriptorChain primed, ulong lowMemory, uint length = 8)
    {
        primed.Write(memory, BitConverter.GetBytes(lowMemory));
        Use(3, [primed], length);
    }

    public uint[] FramesOf(DescriptorChain chain)
    {
        var bytes = BytesOf(chain);
        return [.. Enumerable.Range(0, bytes.Length / 4).Select(i => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4 * i)))];
    }

    public CommandId CommandOf(DescriptorChain chain)
    {
        var bytes = BytesOf(chain);
        Assert.That(bytes, Has.Length.EqualTo(4));
        return new(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
    }

    public byte[] BytesOf(DescriptorChain chain)
    {
        var bytes = new byte[chain.ReadableLength];
        Assert.That(chain.Read(memory, 0, bytes), Is.EqualTo(bytes.Length));
        return bytes;
    }

    /// <summary>Writes a used entry that no queue of ours would write.</summary>
    public void ForgeUsed(int queue, ushort index, UsedElement element)
    {
        var addresses = _addresses[queue];
        memory.TryWrite(addresses.Device + SplitLayout.EntriesOffset + (ulong)((index - 1) & (addresses.Size - 1)) * UsedElement.Size, element);
        memory.TryWrite(addresses.Device + SplitLayout.IndexOffset, (Le16)index);
        NotifyUsed(queue);
    }

    void ITransport.Connect(IDriverNotifications driver) => _driver = driver;

    FeatureSet ITransport.ReadOfferedFeatures()
    {
        Log.Add("read features");
        return Offered;
    }

    void ITransport.WriteAcceptedFeatures(FeatureSet features)
    {
        Log.Add("write features");
        Accepted = features;
    }

    DeviceStatus ITransport.ReadStatus()
    {
        if (Status == DeviceStatus.None && StatusReadsUntilReset > 0)
        {
            StatusReadsUntilReset--;
            return DeviceStatus.DriverOk;
        }
        Log.Add($"status is {(int)Status}");
        return Status;
    }

    void ITransport.WriteStatus(DeviceStatus status)
    {
        Log.Add($"status {(int)status}");
        if (status == DeviceStatus.None)
        {
            _queues.Clear();
            _addresses.Clear();
        }
        Status = TakesFeatures ? status : status & ~DeviceStatus.FeaturesOk;
    }

    uint ITransport.ReadConfigurationGeneration() => Generation();

    int ITransport.ConfigurationSize => _configuration.Length;

    void ITransport.ReadConfiguration(int offset, Span<byte> destination)
    {
        BeforeConfigurationRead?.Invoke();
        _configuration.AsSpan(offset, destination.Length).CopyTo(destination);
    }

    void ITransport.WriteConfiguration(int offset, ReadOnlySpan<byte> source)
    {
        Log.Add($"write {BalloonConfiguration.NameOf(offset)} {BinaryPrimitives.ReadUInt32LittleEndian(source)}");
        source.CopyTo(_configuration.AsSpan(offset));
    }

    ushort ITransport.MaximumQueueSize(int queue) => QueueSize(queue);

    void ITransport.ConfigureQueue(int queue, QueueAddresses addresses)
    {
        Log.Add($"queue {queue}");
        _addresses[queue] = addresses;
        _queues[queue] = new(memory, addresses);
    }

    void ITransport.ConfigureLegacyQueue(int queue, ulong address, uint alignment)
    {
        Log.Add($"legacy queue {queue}");
        _addresses[queue] = SplitLayout.LegacyAt(address, QueueSize(queue), alignment, out _);
        _queues[queue] = new(memory, _addresses[queue]);
    }

    void ITransport.ResetQueue(int queue) => Log.Add($"reset {queue}");

    bool ITransport.IsQueueReset(int queue)
    {
        Log.Add($"is {queue} reset");
        return true;
    }

    void ITransport.EnableQueue(int queue) => Log.Add($"enable {queue}");

    void ITransport.Notify(int queue, NotificationData? data) => Log.Add($"notify {queue}");

    private void Change(int offset, uint value)
    {
        SetField(offset, value);
        NotifyConfiguration();
    }

    private uint ReadField(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(_configuration.AsSpan(offset));
}
