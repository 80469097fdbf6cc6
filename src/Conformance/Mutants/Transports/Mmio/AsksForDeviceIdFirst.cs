using Ballast.Guest.Transports;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Reads DeviceID before it knows what there is.</summary>
internal sealed class AsksForDeviceIdFirst : MmioDecisions
{
    public override IReadOnlyList<int> Identification => [MmioRegister.DeviceId, MmioRegister.MagicValue, MmioRegister.Version];
}
