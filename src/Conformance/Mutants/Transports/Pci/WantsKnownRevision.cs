using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Leaves balloons of other revisions than 0 and 1 alone.</summary>
internal sealed class WantsKnownRevision : PciDecisions
{
    public override bool IsBalloon(ushort vendor, ushort device, byte revision) => revision <= 1 && base.IsBalloon(vendor, device, revision);
}
