using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Reads the ISR status on every message.</summary>
internal sealed class ReadsIsrOnMessages : PciDecisions
{
    public override bool ReadsIsr(bool isMessage) => true;
}
