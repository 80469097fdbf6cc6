using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Gives up on a device with few vectors.</summary>
internal sealed class WantsManyVectors : PciDecisions
{
    private const int Least = 3;

    public override int Vector(int queue, int vectors) =>
        vectors >= Least ? base.Vector(queue, vectors) : throw new TransportException($"{vectors} vectors are too few");
}
