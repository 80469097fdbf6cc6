using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Transport;
using Ballast.Virtio.Wire;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// A driver that does exactly what a scenario says, right or wrong: the one that judges devices. It keeps its rings and
/// buffers in a part of guest memory of its own, and never acts by itself, not even on a notification.
/// </summary>
/// <param name="open">Opens the way to the device: through the legacy interface, or that of virtio 1.</param>
/// <param name="memory">Guest memory.</param>
/// <param name="dialect">What bit 3 means.</param>
/// <param name="numbering">How queue indices follow from features.</param>
/// <param name="guestOrder">The guest's byte order, which counts on the legacy interface.</param>
/// <param name="trace">Where buffers and notifications are noted, when the device does not do it itself; else null.</param>
public sealed partial class HandDrivenDriver(
    Func<bool, ITransport> open, GuestMemory memory, Dialect dialect, QueueNumbering numbering, ByteOrder guestOrder = ByteOrder.Little, ITraceSink? trace = null)
    : IDriverNotifications
{
    // Low, so that it is RAM in every machine, and below the pages that scenarios inflate and hint.
    private const ulong RingArea = 0x1_0000;
    private const ulong BufferArea = 0x8_0000;
    private const ulong EndOfBufferArea = 0x10_0000;
    private const int Tables = 16;
    private const int TableEntries = 16;

    private readonly Dictionary<BalloonQueue, HandDrivenQueue> _queues = [];
    private ulong _nextRing = RingArea;
    private ulong _nextBuffer = BufferArea;
    private ITransport? _modern;
    private ITransport? _legacy;

    /// <summary>First guest-physical address of what this driver keeps for itself.</summary>
    public const ulong FirstAddress = RingArea;

    /// <summary>First guest-physical address behind what this driver keeps for itself.</summary>
    public const ulong FirstFreeAddress = EndOfBufferArea;

    /// <summary>Guest memory as the driver reaches it.</summary>
    public GuestMemory Memory => memory;

    /// <summary>The way to the device.</summary>
    public ITransport Transport => IsLegacy ? _legacy ??= open(true) : _modern ??= open(false);

    /// <summary>Features of the ring that are accepted whatever a scenario says.</summary>
    public FeatureSet RingFeatures { get; init; }

    /// <summary>Entries of a queue where the device has room for as many; it may have less. Not of the legacy interface, where the size is the device's.</summary>
    public ushort PreferredQueueSize { get; init; } = TestbedPlan.UsualQueueSize;

    /// <summary>Asked before features are accepted, with what is offered: throws where the scenario cannot be run without them.</summary>
    public Action<FeatureSet, FeatureSet>? BeforeAccepting { get; init; }

    /// <summary>How many configuration change notifications have come.</summary>
    public int ConfigurationNotifications { get; private set; }

    /// <summary>How many used buffer notifications have come.</summary>
    public int UsedNotifications { get; private set; }

    /// <summary>Features that this driver wrote last.</summary>
    public FeatureSet Accepted { get; private set; }

    /// <summary>Roles and indices of the queues under the features that were accepted.</summary>
    public BalloonQueues Layout { get; private set; } = BalloonQueues.For(dialect, numbering, FeatureSet.None, FeatureSet.None);

    /// <summary>A queue that was set up.</summary>
    public HandDrivenQueue this[BalloonQueue queue] => _queues[queue];

    /// <summary>Whether the queue was set up.</summary>
    public bool Has(BalloonQueue queue) => _queues.ContainsKey(queue);

    /// <inheritdoc/>
    public void UsedBuffers(int queue)
    {
        UsedNotifications++;
        NoteNotification(queue);
    }

    /// <inheritdoc/>
    public void ConfigurationChanged() => ConfigurationNotifications++;

    /// <summary>Resets the device and says that a driver is there (virtio 1.4, 3.1.1, steps 1 to 3).</summary>
    public void Begin() => Begin(isLegacy: false);

    private void Begin(bool isLegacy)
    {
        IsLegacy = isLegacy;
        var transport = Transport;
        Reset();
        transport.WriteStatus(DeviceStatus.Acknowledge);
        transport.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver);
    }

    /// <summary>Resets the device and goes through initialisation up to FEATURES_OK (virtio 1.4, 3.1.1, steps 1 to 6).</summary>
    /// <returns>Whether FEATURES_OK stuck.</returns>
    public bool Negotiate(FeatureSet accept)
    {
        Begin();
        var transport = Transport;
        var offered = transport.ReadOfferedFeatures();
        accept |= RingFeatures;
        BeforeAccepting?.Invoke(offered, accept);
        transport.WriteAcceptedFeatures(accept);
        Accepted = accept;
        Layout = BalloonQueues.For(dialect, numbering, offered, accept);
        const DeviceStatus FeaturesSettled = DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk;
        transport.WriteStatus(FeaturesSettled);
        return (transport.ReadStatus() & DeviceStatus.FeaturesOk) != 0;
    }

    /// <summary>Sets up every queue of the accepted features (step 7).</summary>
    public void SetUpQueues()
    {
        var transport = Transport;
        _queues.Clear();
        _nextRing = RingArea;
        for (int index = 0; index < Layout.Count; index++)
        {
            if (Layout.RoleOf(index) is not { } role) continue;
            if (IsLegacy)
            {
                SetUpLegacyQueue(index, role);
                continue;
            }
            var options = RingOptions.For(Accepted);
            ushort size = RingLayout.LargestSize(Math.Min(PreferredQueueSize, transport.MaximumQueueSize(index)), options);
            if (size == 0) continue;
            var addresses = RingLayout.At(_nextRing, size, options, out ulong bytes);
            TakeRingArea(bytes);
            var queue = new HandDrivenQueue(index, Ring.ForDriver(memory, addresses, options), used => Note(role, used));
            if (options.Indirect)
            {
                queue.Ring.IndirectTables = new(TakeRingArea(IndirectTables.Bytes(Tables, TableEntries)), Tables, TableEntries);
            }
            _queues[role] = queue;
            if (WantsNoNotificationsOf(role)) queue.Ring.AskForNotifications(NotificationWish.Never);
            transport.ConfigureQueue(index, addresses);
            transport.EnableQueue(index);
        }
    }

    /// <summary>Sets a queue up again that was reset.</summary>
    /// <param name="role">The queue.</param>
    /// <param name="size">Number of its entries; null for as many as before, in the same place.</param>
    public void SetUpAgain(BalloonQueue role, ushort? size = null)
    {
        var before = _queues[role];
        var options = RingOptions.For(Accepted);
        var addresses = before.Ring.Addresses;
        if (size is { } entries)
        {
            addresses = RingLayout.At(_nextRing, entries, options, out ulong bytes);
            TakeRingArea(bytes);
        }
        _queues[role] = new(before.Index, Ring.ForDriver(memory, addresses, options), used => Note(role, used));
        Transport.ConfigureQueue(before.Index, addresses);
        Transport.EnableQueue(before.Index);
    }

    /// <summary>Writes DRIVER_OK (step 8).</summary>
    public void GoIntoOperation() => Transport.WriteStatus(Transport.ReadStatus() | DeviceStatus.DriverOk);

    /// <summary>Negotiates, sets up the queues and goes into operation.</summary>
    /// <exception cref="InvalidOperationException">The device refused the features.</exception>
    public void Start(FeatureSet accept)
    {
        if (!Negotiate(accept)) throw new InvalidOperationException($"the device refuses {accept.ToString(dialect)}");
        SetUpQueues();
        GoIntoOperation();
    }

    /// <summary>Resets the device and forgets the queues.</summary>
    public void Reset()
    {
        Transport.Connect(this);
        Transport.WriteStatus(DeviceStatus.None);
        _queues.Clear();
    }

    /// <summary>Takes memory for a buffer. What was taken before may be overwritten once the area has been used up.</summary>
    public ulong Allocate(int bytes)
    {
        if (_nextBuffer + (ulong)bytes > EndOfBufferArea) _nextBuffer = BufferArea;
        ulong address = _nextBuffer;
        _nextBuffer += ((ulong)bytes + 15) & ~15UL;
        return address;
    }

    /// <summary>Writes bytes into guest memory and cuts them into device-readable buffers.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="piece">Bytes of each buffer; the last may be shorter.</param>
    public Buffer[] Readable(ReadOnlySpan<byte> content, int piece = int.MaxValue)
    {
        ulong address = Allocate(content.Length);
        memory.TryWrite(address, content);
        var buffers = new List<Buffer>();
        for (int at = 0; at < content.Length; at += piece)
        {
            int length = Math.Min(piece, content.Length - at);
            buffers.Add(new(address + (ulong)at, (uint)length, IsDeviceWritable: false));
            if (piece == int.MaxValue) break;
        }
        return [.. buffers];
    }

    /// <summary>Makes a chain available and notifies the device.</summary>
    public void Send(BalloonQueue queue, params ReadOnlySpan<Buffer> buffers)
    {
        Add(queue, buffers);
        Notify(queue);
    }

    /// <summary>Notifies the device, whatever it wants, with the data that was negotiated.</summary>
    public void Notify(BalloonQueue queue)
    {
        var target = _queues[queue];
        Transport.Notify(target.Index, Accepted.Has(Feature.NotificationData) ? target.Ring.NextNotification(target.Index) : null);
    }

    /// <summary>Makes a chain available without a notification.</summary>
    /// <exception cref="InvalidOperationException">The queue has too few free descriptors.</exception>
    public void Add(BalloonQueue queue, params ReadOnlySpan<Buffer> buffers)
    {
        Note(queue, Place(queue, buffers), buffers);
    }

    private ushort Place(BalloonQueue queue, ReadOnlySpan<Buffer> buffers)
    {
        var target = _queues[queue];
        target.Collect();
        return target.Ring.TryAdd(buffers, null, out ushort head) ? head
            : throw new InvalidOperationException($"{queue} has no room for a chain of {buffers.Length}: {target.Ring.FreeDescriptors} descriptors are free");
    }

    /// <summary>Reads a 32-bit field of the configuration.</summary>
    public uint ReadConfiguration(int offset)
    {
        Span<byte> bytes = stackalloc byte[4];
        Transport.ReadConfiguration(offset, bytes);
        return ByteOrder.Little.ReadUInt32(bytes);
    }

    /// <summary>Writes a 32-bit field of the configuration in one access.</summary>
    public void WriteConfiguration(int offset, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        ByteOrder.Little.WriteUInt32(bytes, value);
        Transport.WriteConfiguration(offset, bytes);
    }

    // Whole pages, as a legacy queue is told by the number of its first.
    private ulong TakeRingArea(ulong bytes)
    {
        ulong address = _nextRing;
        _nextRing += (bytes + PageRun.PageSize - 1) & ~((ulong)PageRun.PageSize - 1);
        return address;
    }
}
