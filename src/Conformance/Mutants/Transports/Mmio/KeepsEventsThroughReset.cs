using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Still shows events of before after a reset.</summary>
internal sealed class KeepsEventsThroughReset(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioMmioOptions options) : VirtioMmioRegion(device, bus, loop, options)
{
    protected override IsrStatus AfterReset(IsrStatus status) => status;
}
