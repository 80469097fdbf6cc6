using Ballast.Virtio;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Host.Devices;

/// <content>The reset of a single queue (virtio 1.4, 2.6.1).</content>
public abstract partial class VirtioDevice
{
    /// <inheritdoc/>
    public void ResetQueue(int queue)
    {
        Record(new QueueReset(queue, RoleAt(queue)));
        if (!TryGetQueue(queue, out var place)) return;
        if (!AcceptedFeatures.Has(Feature.RingReset))
        {
            Refuse(new("2.6.1", $"queue {queue} is reset, though RING_RESET was not accepted"));
            return;
        }
        if (!place.IsEnabled)
        {
            Refuse(new("2.6.1", $"queue {queue} is reset, though it is not enabled"));
            return;
        }
        place.IsResetting = true;
        BeginQueueReset(queue);
    }

    /// <inheritdoc/>
    public virtual bool IsQueueReset(int queue)
    {
        bool done = MaximumQueueSize(queue) > 0 && !_queues[queue].IsResetting;
        Record(new QueueResetRead(queue, RoleAt(queue), done));
        return done;
    }

    /// <summary>The driver has asked for the reset of a queue, from which nothing is taken any more.</summary>
    protected virtual void BeginQueueReset(int queue) => FinishQueueReset(queue);

    /// <summary>Shows the reset of a queue as done.</summary>
    protected void FinishQueueReset(int queue)
    {
        if (!_queues[queue].IsResetting) return;
        _queues[queue].IsResetting = false;
        ForgetQueue(queue);
    }

    // device.queue-reset.1 and .2: neither ring nor buffers are left.
    /// <summary>Forgets everything about a queue that was reset.</summary>
    protected virtual void ForgetQueue(int queue)
    {
        HandlerOf(_queues[queue])?.Drop();
        _queues[queue].ResetAlone();
    }

    // device.queue-reset.2
    /// <summary>The available index at which a queue that was reset begins again.</summary>
    /// <param name="before">The one that it had reached before.</param>
    /// <param name="fresh">The one of a queue that was never used.</param>
    protected virtual ushort? PositionAfterReset(ushort? before, ushort? fresh) => fresh;

    // device.queue-reset.re-enable.1
    /// <summary>Where a queue that was reset lies when it is set up again.</summary>
    /// <param name="before">Where it lay before.</param>
    /// <param name="now">What the driver says now.</param>
    protected virtual QueueAddresses AddressesAfterReset(QueueAddresses before, QueueAddresses now) => now;
}
