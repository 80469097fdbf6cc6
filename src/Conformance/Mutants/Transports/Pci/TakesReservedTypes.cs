using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Takes a capability of a reserved type for the one that it looks for.</summary>
internal sealed class TakesReservedTypes : PciDecisions
{
    public override IEnumerable<VirtioPciCapability> Usable(IReadOnlyList<VirtioPciCapability> found, VirtioPciStructure type) =>
        found.Where(c => c.Bar < PciRegister.BarCount && (c.Type == type || !Enum.IsDefined(c.Type)));
}
