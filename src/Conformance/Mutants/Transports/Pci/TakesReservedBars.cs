using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Takes a reserved bar for the one that it resembles.</summary>
internal sealed class TakesReservedBars : PciDecisions
{
    private const byte Known = 4;

    public override IEnumerable<VirtioPciCapability> Usable(IReadOnlyList<VirtioPciCapability> found, VirtioPciStructure type) =>
        found.Where(c => c.Type == type).Select(c => c with { Bar = (byte)(c.Bar & Known) });
}
