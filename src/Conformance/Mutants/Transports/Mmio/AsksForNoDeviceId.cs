using Ballast.Guest.Transports;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Does not read DeviceID.</summary>
internal sealed class AsksForNoDeviceId : MmioDecisions
{
    public override IReadOnlyList<int> Identification => [MmioRegister.MagicValue, MmioRegister.Version];
}
