using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Shows an event in InterruptStatus until it is read, as over PCI.</summary>
internal sealed class ShowsEventsOnce(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioMmioOptions options) : VirtioMmioRegion(device, bus, loop, options)
{
    private uint _shown;

    protected override uint InterruptStatus(IsrStatus status)
    {
        uint fresh = (uint)status & ~_shown;
        _shown = (uint)status;
        return fresh;
    }
}
