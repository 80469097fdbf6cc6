using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Shows queues that were never used as being reset.</summary>
internal sealed class ShowsResetOfFreshQueues(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioMmioOptions options) : VirtioMmioRegion(device, bus, loop, options)
{
    private bool _wasReset;

    protected override void ResetQueue(int queue)
    {
        _wasReset = true;
        base.ResetQueue(queue);
    }

    protected override uint QueueReset(bool isDone, bool isReady) => isReady || _wasReset ? base.QueueReset(isDone, isReady) : 1;
}
