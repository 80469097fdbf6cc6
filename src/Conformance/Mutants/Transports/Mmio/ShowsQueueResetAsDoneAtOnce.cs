using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Shows the reset of a queue as done before it is.</summary>
internal sealed class ShowsQueueResetAsDoneAtOnce(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioMmioOptions options) : VirtioMmioRegion(device, bus, loop, options)
{
    private bool _wasRead;

    protected override uint QueueReset(bool isDone, bool isReady)
    {
        uint shown = _wasRead ? base.QueueReset(isDone, isReady) : 0;
        _wasRead = true;
        return shown;
    }
}
