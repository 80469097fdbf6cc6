using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Does not read back what it has mapped.</summary>
internal sealed class TrustsMappings : PciDecisions
{
    public override bool VerifiesVectors => false;
}
