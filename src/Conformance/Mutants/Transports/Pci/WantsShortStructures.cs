using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Passes over structures of more than 64 bytes.</summary>
internal sealed class WantsShortStructures : PciDecisions
{
    public override bool Suffices(VirtioPciCapability capability, ulong least) => capability.Length <= 64 && base.Suffices(capability, least);
}
