using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Wants a vector for each queue, however many there are.</summary>
internal sealed class WantsVectorEach : PciDecisions
{
    public override int Vector(int queue, int vectors) => queue + 1;
}
