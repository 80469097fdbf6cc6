using Ballast.Virtio;
using Ballast.Virtio.Balloon;

namespace Ballast.Guest.Driver;

/// <content>The reset of a single queue (virtio 1.4, 2.6.1).</content>
public sealed partial class BalloonDriver
{
    /// <summary>Resets a queue and sets it up again with other values, where that was negotiated. Whatever the device held of it is sent anew.</summary>
    public void ResetQueue(BalloonQueue role) => _loop.Post(() =>
    {
        if (State is not DriverState.Running || !_context.Accepted.Has(Feature.RingReset) || _bound?.With(role) is not { IsResetting: false } queue) return;
        queue.BeginReset();
        if (_context.Decisions.AwaitsQueueReset) AwaitQueueReset(queue);
        else Renew(queue);
    });

    private void AwaitQueueReset(DriverQueue queue)
    {
        var bound = _bound;
        Await(() => _bound == bound && queue.IsResetting, () => _context.Transport.IsQueueReset(queue.Index), () => Renew(queue),
            $"the device does not finish the reset of queue {queue.Index}");
    }

    private void Renew(DriverQueue queue)
    {
        if (!queue.TryRenew(out string? reason)) Fail(reason);
        else Served(queue.Role);
    }
}
