using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Looks through the window across the boundary of a register.</summary>
internal sealed class LooksAskew : PciDecisions
{
    public override void Found(PciFunction function, VirtioPciLayout? layout) => Look(function, CommonRegister.QueueSelect);

    /// <summary>Reads 4 bytes of the bar that common configuration is in.</summary>
    public static void Look(PciFunction function, uint offset)
    {
        const int TypeOffset = 3;
        byte PlaceOf(VirtioPciStructure type) => function.ReadCapabilities()
            .First(c => c.Id == PciCapability.VendorSpecific && function.Read(c.Place + TypeOffset, 1) == (uint)type).Place;
        byte common = PlaceOf(VirtioPciStructure.Common), window = PlaceOf(VirtioPciStructure.PciAccess);
        function.Write(window + VirtioPciCapability.BarOffset, 1, function.Read(common + VirtioPciCapability.BarOffset, 1));
        function.Write(window + VirtioPciCapability.OffsetOffset, 4, offset);
        function.Write(window + VirtioPciCapability.LengthOffset, 4, 4);
        function.Read(window + VirtioPciCapability.TailOffset, 4);
    }
}
