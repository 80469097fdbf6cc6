using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Shows queues that are in use as being reset.</summary>
internal sealed class ShowsResetOfReadyQueues(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioMmioOptions options) : VirtioMmioRegion(device, bus, loop, options)
{
    protected override uint QueueReset(bool isDone, bool isReady) => isReady ? 1 : base.QueueReset(isDone, isReady);
}
