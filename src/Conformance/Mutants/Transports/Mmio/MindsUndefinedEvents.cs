using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Handles nothing of an interrupt with undefined bits.</summary>
internal sealed class MindsUndefinedEvents : MmioDecisions
{
    public override IsrStatus Handled(uint status) => status > (uint)(IsrStatus.Queue | IsrStatus.Configuration) ? IsrStatus.None : base.Handled(status);
}
