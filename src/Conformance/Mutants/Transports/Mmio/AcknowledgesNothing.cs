using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Handles events and does not acknowledge them.</summary>
internal sealed class AcknowledgesNothing : MmioDecisions
{
    public override uint? Acknowledged(IsrStatus handled, uint status) => null;
}
