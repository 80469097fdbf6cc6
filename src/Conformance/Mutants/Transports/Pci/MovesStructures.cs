using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Writes into the capability of a structure.</summary>
internal sealed class MovesStructures : PciDecisions
{
    public override void Found(PciFunction function, VirtioPciLayout? layout)
    {
        byte place = function.ReadCapabilities().First(c => c.Id == PciCapability.VendorSpecific).Place;
        function.Write(place + VirtioPciCapability.OffsetOffset, 4, 0);
    }
}
