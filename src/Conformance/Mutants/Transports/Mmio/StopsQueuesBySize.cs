using Ballast.Guest.Transports;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Stops a queue by taking its size away.</summary>
internal sealed class StopsQueuesBySize : MmioDecisions
{
    public override int StopRegister => MmioRegister.QueueSize;
}
