using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Passes over capabilities that are longer than it knows.</summary>
internal sealed class WantsExactCapabilities : PciDecisions
{
    public override IEnumerable<VirtioPciCapability> Usable(IReadOnlyList<VirtioPciCapability> found, VirtioPciStructure type) =>
        base.Usable(found, type).Where(c => c.CapabilityLength is VirtioPciCapability.Size or VirtioPciCapability.NotifySize);
}
