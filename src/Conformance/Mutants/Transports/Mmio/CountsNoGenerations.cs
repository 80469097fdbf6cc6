using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Shows the same generation whatever the configuration is.</summary>
internal sealed class CountsNoGenerations(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioMmioOptions options) : VirtioMmioRegion(device, bus, loop, options)
{
    protected override uint GenerationOf(uint generation) => 0;
}
