using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>driver_feature reads back what was written of the features that are offered.</summary>
internal sealed class AcceptedFeaturesReadBack() : PciRule("device.pci.common.4")
{
    protected override void Watch(TraceEvent e)
    {
        if (!IsRead(e, CommonRegister.DriverFeature, 4, out uint read) || Common.DriverWord is not { } word) return;
        if (Common.Offered(word) is not { } offered || Common.Written(word) is not { } written) return;
        Check(e, (read & offered) == (written & offered), $"word {word} reads 0x{read & offered:x8}, and 0x{written & offered:x8} was written of what is offered");
    }
}
