using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Takes no note of 0 in QueueReady.</summary>
internal sealed class GoesOnWithStoppedQueues(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioMmioOptions options) : VirtioMmioRegion(device, bus, loop, options)
{
    protected override void StopQueue(int queue)
    {
    }
}
