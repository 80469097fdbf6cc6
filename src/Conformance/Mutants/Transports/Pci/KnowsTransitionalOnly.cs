using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Takes only the transitional number for a balloon's.</summary>
internal sealed class KnowsTransitionalOnly : PciDecisions
{
    public override bool IsBalloon(ushort vendor, ushort device, byte revision) => device != VirtioPciId.ModernBalloon && base.IsBalloon(vendor, device, revision);
}
