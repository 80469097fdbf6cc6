using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Takes anything for a virtio device.</summary>
internal sealed class TakesAnyMagic : MmioDecisions
{
    public override bool IsVirtio(uint magic) => true;
}
