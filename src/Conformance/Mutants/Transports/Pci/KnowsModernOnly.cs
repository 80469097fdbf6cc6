using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Does not take the transitional number for a balloon's.</summary>
internal sealed class KnowsModernOnly : PciDecisions
{
    public override bool IsBalloon(ushort vendor, ushort device, byte revision) => device != VirtioPciId.TransitionalBalloon && base.IsBalloon(vendor, device, revision);
}
