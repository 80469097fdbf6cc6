using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Shows both events whenever there is one.</summary>
internal sealed class ShowsEveryEvent(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioMmioOptions options) : VirtioMmioRegion(device, bus, loop, options)
{
    protected override uint InterruptStatus(IsrStatus status) => base.InterruptStatus(status == IsrStatus.None ? status : IsrStatus.Queue | IsrStatus.Configuration);
}
