using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Still shows queues as ready after a reset.</summary>
internal sealed class KeepsQueuesReadyThroughReset(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioMmioOptions options) : VirtioMmioRegion(device, bus, loop, options)
{
    protected override bool IsReadyAfterReset(bool isReady) => isReady;
}
