using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.LegacyPci;

/// <summary>Leaves room for vectors also while MSI-X is off.</summary>
internal sealed class LeavesRoomForVectors(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override int LegacyConfiguration => LegacyPciRegister.DeviceConfiguration(isMsiXOn: true);
}
