using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Shows a queue as ready still when its reset is done.</summary>
internal sealed class ShowsResetQueuesAsReady(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioMmioOptions options) : VirtioMmioRegion(device, bus, loop, options)
{
    private bool _wasReset;

    protected override void ResetQueue(int queue)
    {
        _wasReset = true;
        base.ResetQueue(queue);
    }

    protected override uint QueueReady(bool isReady) => base.QueueReady(isReady || _wasReset);
}
