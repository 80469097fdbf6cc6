using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.LegacyPci;

/// <summary>Takes the configuration to begin where the vectors are.</summary>
internal sealed class IgnoresVectors : PciDecisions
{
    public override int LegacyConfiguration(bool isMsiXOn) => LegacyPciRegister.DeviceConfiguration(isMsiXOn: false);
}
