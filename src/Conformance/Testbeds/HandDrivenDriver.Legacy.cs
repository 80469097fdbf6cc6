using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Testbeds;

/// <content>The legacy interface: no FEATURES_OK, one address for a queue, the guest's byte order (virtio 1.4, 2.2.3, 2.7.2 and 3.1.2).</content>
public sealed partial class HandDrivenDriver
{
    private const uint LegacyAlignment = 4096;
    private const ushort NoInterrupt = 1;

    /// <summary>Whether the driver goes through the legacy interface.</summary>
    public bool IsLegacy { get; private set; }

    /// <summary>Byte order of what the driver shares with the device in memory.</summary>
    public ByteOrder ByteOrder => IsLegacy ? guestOrder : ByteOrder.Little;

    /// <summary>Resets the device and says that a driver is there (steps 1 to 3).</summary>
    public void BeginLegacy() => Begin(isLegacy: true);

    /// <summary>Accepts features, of those that are offered and never VERSION_1, and sets up the queues (steps 4 and 7).</summary>
    public void SetUpLegacy(FeatureSet accept)
    {
        var transport = Transport;
        var offered = transport.ReadOfferedFeatures();
        // driver.legacy.reserved-bits.1: ANY_LAYOUT is accepted wherever it is offered.
        Accepted = (accept.With(Feature.AnyLayout) & offered).Without(Feature.Version1);
        transport.WriteAcceptedFeatures(Accepted);
        Layout = BalloonQueues.For(dialect, numbering, offered, Accepted);
        SetUpQueues();
    }

    /// <summary>Goes into operation through the legacy interface.</summary>
    public void StartLegacy(FeatureSet accept)
    {
        BeginLegacy();
        SetUpLegacy(accept);
        GoIntoOperation();
    }

    /// <summary>Asks the device not to notify of used buffers.</summary>
    public void Suppress(BalloonQueue queue)
    {
        Span<byte> flags = stackalloc byte[sizeof(ushort)];
        ByteOrder.WriteUInt16(flags, NoInterrupt);
        memory.TryWrite(_queues[queue].Ring.Addresses.Driver, flags);
    }

    private void SetUpLegacyQueue(int index, BalloonQueue role)
    {
        // driver.legacy.split.layout.1: the size is the device's.
        var transport = Transport;
        ushort size = transport.MaximumQueueSize(index);
        if (size == 0) return;
        var addresses = SplitLayout.LegacyAt(_nextRing, size, LegacyAlignment, out ulong bytes);
        _queues[role] = new(index, Ring.ForDriver(memory, addresses, RingOptions.For(Accepted, guestOrder)), used => Note(role, used));
        transport.ConfigureLegacyQueue(index, TakeRingArea(bytes), LegacyAlignment);
    }
}
