using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Acknowledges undefined bits as well.</summary>
internal sealed class AcknowledgesEverything : MmioDecisions
{
    public override uint? Acknowledged(IsrStatus handled, uint status) => status;
}
