using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Takes device 0 for a balloon.</summary>
internal sealed class TakesNoDeviceForOne : MmioDecisions
{
    public override bool IsBalloon(uint device) => device == 0 || base.IsBalloon(device);
}
