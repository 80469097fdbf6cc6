using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Host.Devices;

public abstract partial class VirtioDevice
{
    private readonly DeviceQueue[] _queues;
    private bool _paused;

    /// <inheritdoc/>
    public int QueueCount => _queues.Length;

    /// <summary>Whether the device stands still and touches no guest memory, as it does while its guest is stopped.</summary>
    public bool IsPaused => _paused;

    /// <inheritdoc/>
    public ushort MaximumQueueSize(int queue) => queue >= 0 && queue < _queues.Length ? SizeOf(queue) : (ushort)0;

    /// <inheritdoc/>
    public void ConfigureQueue(int queue, QueueAddresses addresses, ushort? nextAvailable = null)
    {
        Record(new QueueConfigured(queue, RoleAt(queue), addresses));
        if (!TryGetQueue(queue, out var place)) return;
        if (addresses.Size == 0 || addresses.Size > MaximumQueueSize(queue))
        {
            Refuse(new("4.1.5.1.3", $"queue {queue} is given {addresses.Size} entries, {MaximumQueueSize(queue)} are the most"));
            return;
        }
        // vhost-user tells the parts of every queue.
        if (IsLegacy && (Status & DeviceStatus.Driver) != 0 && !IsStartedByTransport)
        {
            Refuse(new("2.7.2", $"queue {queue} is set up part by part, though VERSION_1 was not accepted"));
            return;
        }
        if (IsMoved(place)) return;
        place.Addresses = place.Before is { } before ? AddressesAfterReset(before, addresses) : addresses;
        place.NextAvailable = place.Before is null ? nextAvailable : PositionAfterReset(place.PositionBefore, nextAvailable);
        // Who goes on in the middle of a ring may have buffers in it that were notified of before.
        place.IsNotified |= nextAvailable is { } position && position != RingOptions.For(AcceptedFeatures).FirstPosition;
    }

    /// <inheritdoc/>
    public ushort ReadQueueSize(int queue)
    {
        ushort size = MaximumQueueSize(queue);
        if (AcceptedFeatures.IsLegacy) Record(new QueueSizeRead(queue, RoleAt(queue), size));
        return size;
    }

    /// <inheritdoc/>
    public void ConfigureLegacyQueue(int queue, ulong address, uint alignment)
    {
        ushort size = MaximumQueueSize(queue);
        bool aligned = BitOperations.IsPow2(alignment) && alignment >= SplitLayout.DescriptorAlignment && address % alignment == 0;
        Record(new QueueConfigured(queue, RoleAt(queue), aligned ? SplitLayout.LegacyAt(address, size, alignment, out _) : new(size, address, 0, 0)) { IsLegacy = true });
        if (!TryGetQueue(queue, out var place)) return;
        if (!IsLegacy) Refuse(new("2.7.2", $"queue {queue} is set up through the legacy interface, which is not in use"));
        else if (!aligned) Refuse(new("2.7.2", $"queue {queue} at 0x{address:x} is not aligned to {alignment} bytes"));
        else if (address == 0) StopQueue(queue);
        else if (!IsMoved(place))
        {
            place.Addresses = LegacyLayout(address, size, alignment);
            // There is no other sign that the queue may be used.
            place.IsEnabled = true;
            ServeIfNotified(place);
        }
    }

    /// <inheritdoc/>
    public void EnableQueue(int queue)
    {
        Record(new QueueEnabled(queue, RoleAt(queue)));
        if (!TryGetQueue(queue, out var place)) return;
        if (place.Addresses is null)
        {
            Refuse(new("driver.pci.common.4", $"queue {queue} is enabled before it was set up"));
            return;
        }
        place.IsEnabled = true;
        ServeIfNotified(place);
    }

    /// <inheritdoc/>
    public ushort StopQueue(int queue)
    {
        Record(new QueueReset(queue, RoleAt(queue)));
        if (!TryGetQueue(queue, out var place)) return 0;
        ushort next = place.Ring is { } ring ? GiveBack(place, ring) : place.NextAvailable ?? RingOptions.For(AcceptedFeatures).FirstPosition;
        HandlerOf(place)?.Drop();
        place.Reset();
        return next;
    }

    /// <inheritdoc/>
    public void Notify(int queue, NotificationData? data = null)
    {
        Record(new DeviceNotified(queue, RoleAt(queue), data));
        if (!TryGetQueue(queue, out var place)) return;
        if (AcceptedFeatures.Has(Feature.NotificationData) && CheckNotification(place, data) is { } violation) Refuse(violation);
        place.IsNotified = true;
        ServeIfNotified(place);
    }

    /// <summary>Lets the device stand still: when this returns it touches guest memory no more. Notifications are remembered.</summary>
    public void Pause() => Loop.Invoke(() => _paused = true);

    /// <summary>Lets the device work on, with what it was notified of meanwhile.</summary>
    public void Resume() => Loop.Invoke(() =>
    {
        _paused = false;
        OnResumed();
        foreach (var queue in _queues) ServeIfNotified(queue);
    });

    /// <summary>The most entries of a queue that exists; 0 for a gap in the numbering.</summary>
    protected abstract ushort SizeOf(int index);

    /// <summary>What is done with the chains of a queue; null when the queue is not in use.</summary>
    private protected abstract QueueHandler? HandlerOf(BalloonQueue role);

    /// <summary>What a chain means, for the trace.</summary>
    protected abstract ChainContent Describe(BalloonQueue role, DescriptorChain chain);

    // device.legacy.split.endianness.1
    /// <summary>Makes the device's half of a ring.</summary>
    /// <param name="addresses">Size and places of the ring.</param>
    /// <param name="nextAvailable">Position at which to go on; null for a fresh queue.</param>
    protected virtual IDeviceQueue MakeRing(QueueAddresses addresses, ushort? nextAvailable) =>
        Ring.ForDevice(Memory, addresses, RingOptions.For(AcceptedFeatures, ByteOrder), nextAvailable);

    // device.status.1: nothing is taken before DRIVER_OK; a notification that comes early waits.
    /// <summary>Whether the device may look at its queues.</summary>
    protected virtual bool MayServe =>
        !IsSuspending && !IsSuspended && (IsRunning || (ServesBeforeDriverOk && (Status & DeviceStatus.DeviceNeedsReset) == 0));

    // device.legacy.init.2: drivers of old use the device while they initialise it.
    /// <summary>Whether queues that were set up are served before DRIVER_OK.</summary>
    protected virtual bool ServesBeforeDriverOk => IsLegacy;

    // device.legacy.split.layout.1
    /// <summary>Where the parts of a legacy queue lie.</summary>
    protected virtual QueueAddresses LegacyLayout(ulong address, ushort size, uint alignment) => SplitLayout.LegacyAt(address, size, alignment, out _);

    // device.legacy.reserved-bits.2
    /// <summary>Whether the driver is told when a queue has run dry, even if it does not want to be.</summary>
    protected virtual bool NotifiesOnEmpty => IsLegacy && AcceptedFeatures.Has(Feature.NotifyOnEmpty);

    // device.framing.1: all of it, however it is split.
    /// <summary>What of a chain the device looks at.</summary>
    protected virtual DescriptorChain Look(BalloonQueue queue, DescriptorChain chain) => chain;

    /// <summary>The used length of a chain into which so many bytes were written.</summary>
    protected virtual uint LengthOf(BalloonQueue queue, DescriptorChain chain, uint written) => written;

    /// <summary>Whether the driver is told of used chains.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="wanted">Whether the driver wants to be told.</param>
    protected virtual bool ShouldNotifyOf(BalloonQueue queue, bool wanted) => wanted;

    /// <summary>The device works on after it stood still.</summary>
    protected virtual void OnResumed()
    {
    }

    /// <summary>Returns a chain to the driver.</summary>
    /// <param name="role">Its queue.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="written">Bytes that were written into it.</param>
    /// <param name="content">What was written, for the trace.</param>
    protected internal virtual void Use(BalloonQueue role, DescriptorChain chain, uint written = 0, ChainContent? content = null)
    {
        if (QueueOf(role) is not { Ring: { } ring } queue) return;
        if (content is not null) queue.Written[chain.Head] = content;
        if (ring.Use(chain, LengthOf(role, chain, written)) is { } violation) Break(violation);
        foreach (var (returned, length) in ring.Returned)
        {
            queue.Written.Remove(returned.Head, out var what);
            Record(new ChainUsed(role, returned.Head, length, what));
        }
    }

    /// <summary>The device's half of a queue's ring; null while the queue is not set up.</summary>
    protected IDeviceQueue? RingOf(BalloonQueue role) =>
        QueueOf(role) is { IsEnabled: true, Addresses: { } addresses } queue ? RingOf(queue, addresses) : null;

    /// <summary>Looks at a queue of which the device was not notified.</summary>
    protected void LookAt(BalloonQueue role)
    {
        if (QueueOf(role) is not { } queue) return;
        queue.IsNotified = true;
        ServeIfNotified(queue);
    }

    /// <summary>Notifies the driver of a queue, whether or not anything was used.</summary>
    protected void NotifyDriver(BalloonQueue role)
    {
        if (QueueOf(role) is not { } queue) return;
        Record(new DriverNotified(queue.Index, role));
        _driver?.UsedBuffers(queue.Index);
    }

    /// <summary>Tells the driver of chains that were used outside the serving of a notification.</summary>
    protected internal void NotifyUsed(BalloonQueue role)
    {
        if (QueueOf(role) is { } queue) NotifyUsed(queue, role);
    }

    private void NotifyUsed(DeviceQueue queue, BalloonQueue role, bool ranDry = false)
    {
        if (queue.Ring is not { } ring || !(MayServe || IsSuspending)) return;
        bool wanted = ring.ShouldNotifyDriver() || (ranDry && NotifiesOnEmpty && HandlerOf(role)?.Held is null);
        if (ShouldNotifyOf(role, wanted)) NotifyDriver(role);
    }

    private DeviceQueue? QueueOf(BalloonQueue role) => Array.Find(_queues, q => q.Role == role);

    private BalloonQueue? RoleAt(int queue) => queue >= 0 && queue < _queues.Length ? _queues[queue].Role : null;

    private QueueHandler? HandlerOf(DeviceQueue queue) => queue.Role is { } role ? HandlerOf(role) : null;

    private bool TryGetQueue(int queue, [NotNullWhen(true)] out DeviceQueue? place)
    {
        place = MaximumQueueSize(queue) > 0 ? _queues[queue] : null;
        if (place is null) Refuse(new("2.6", $"there is no queue {queue}"));
        return place is not null;
    }

    // driver.packed.descriptor.3, which holds for split rings alike; vhost-user carries no data.
    private Violation? CheckNotification(DeviceQueue queue, NotificationData? data)
    {
        if (data is not { } said)
            return IsStartedByTransport ? null : new("driver.packed.descriptor.3", $"a notification of queue {queue.Index} says nothing of the next descriptor");
        if (said.QueueIndex != queue.Index) return new("2.9", $"a notification of queue {queue.Index} names queue {said.QueueIndex}");
        if (!queue.IsEnabled || queue.Addresses is not { } addresses || !MayServe || _paused || HandlerOf(queue) is null) return null;
        return RingOf(queue, addresses).Check(said);
    }

    private void ServeIfNotified(DeviceQueue queue)
    {
        if (!queue.IsNotified || !queue.IsEnabled || queue.IsResetting || queue.Addresses is not { } addresses || !MayServe || _paused) return;
        queue.IsNotified = false;
        if (queue.Role is not { } role || HandlerOf(role) is not { } handler)
        {
            Refuse(new(UnusedQueueClause, $"queue {queue.Index} is used, though its feature was not accepted"));
            return;
        }
        Serve(queue, RingOf(queue, addresses), role, handler);
    }

    private IDeviceQueue RingOf(DeviceQueue queue, QueueAddresses addresses) => queue.Ring ??= MakeRing(addresses, queue.NextAvailable);

    /// <summary>The clause that a driver breaks when it uses a queue whose feature it did not accept.</summary>
    protected virtual string UnusedQueueClause => "5.5.2";

    private void Serve(DeviceQueue queue, IDeviceQueue ring, BalloonQueue role, QueueHandler handler)
    {
        bool ranDry = false;
        for (int taken = 0; MayServe && !queue.IsResetting; taken++)
        {
            if (taken == ring.Size)
            {
                // A driver that adds as fast as the device takes must not keep the loop to itself.
                queue.IsNotified = true;
                Loop.Post(() => ServeIfNotified(queue));
                break;
            }
            if (!ring.TryPop(out var chain, out var violation))
            {
                if (violation is not null) Break(violation);
                ranDry = violation is null && taken > 0;
                break;
            }
            Record(new ChainAvailable(role, chain.Head, chain.Buffers, Describe(role, chain))
            {
                IsIndirect = chain.IsIndirect,
                Position = chain.Position,
                Descriptors = SaysMoreThanBuffers(chain) ? chain.Descriptors : [],
            });
            handler.Handle(Look(role, chain));
        }
        NotifyUsed(queue, role, ranDry);
    }

    private bool IsMoved(DeviceQueue queue)
    {
        if (queue.IsEnabled) Refuse(new("driver.pci.common.4", $"queue {queue.Index} is moved while it is enabled"));
        return queue.IsEnabled;
    }

    private bool SaysMoreThanBuffers(DescriptorChain chain) =>
        chain.IsIndirect || AcceptedFeatures.Has(Feature.RingPacked) || AcceptedFeatures.Has(Feature.InOrder) || AcceptedFeatures.Has(Feature.IndirectDesc);

    // The driver finds a kept chain in the ring again where it was the last one taken; where others were taken after it,
    // it can only be returned unused.
    private ushort GiveBack(DeviceQueue queue, IDeviceQueue ring)
    {
        if (queue.Role is not { } role || HandlerOf(role)?.Held is not { } held) return ring.NextAvailable;
        if (ring.TryGiveBack(held)) return ring.NextAvailable;
        Use(role, held);
        NotifyUsed(queue, role);
        return ring.NextAvailable;
    }
}
