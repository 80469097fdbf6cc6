using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Goes by the last capability of a kind.</summary>
internal sealed class TakesSecondInstance : PciDecisions
{
    public override IEnumerable<VirtioPciCapability> Usable(IReadOnlyList<VirtioPciCapability> found, VirtioPciStructure type) =>
        base.Usable(found, type).Reverse();
}
