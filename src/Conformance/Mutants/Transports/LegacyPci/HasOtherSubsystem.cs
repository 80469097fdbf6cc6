using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.LegacyPci;

/// <summary>Has the subsystem number of a modern device.</summary>
internal sealed class HasOtherSubsystem : VirtioPciFunction
{
    public HasOtherSubsystem(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : base(device, bus, loop, options) =>
        SetSpace(PciRegister.SubsystemDevice, 2, 0x40 + VirtioPciId.Balloon);
}
