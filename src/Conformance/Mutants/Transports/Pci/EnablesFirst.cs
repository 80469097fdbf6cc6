using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Enables a queue before it maps it to a vector.</summary>
internal sealed class EnablesFirst : PciDecisions
{
    public override bool EnablesLast => false;
}
