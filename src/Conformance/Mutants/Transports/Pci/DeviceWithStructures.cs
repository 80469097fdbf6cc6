using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Describes its structures otherwise than they are.</summary>
/// <param name="device">The device.</param>
/// <param name="bus">The machine's bus.</param>
/// <param name="loop">The device's loop.</param>
/// <param name="options">How it is put on PCI.</param>
/// <param name="change">What becomes of each capability; null to leave it out.</param>
internal sealed class DeviceWithStructures(
    IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options, Func<VirtioPciCapability, VirtioPciCapability?> change)
    : VirtioPciFunction(device, bus, loop, options)
{
    protected override IEnumerable<VirtioPciCapability> Structures() => base.Structures().Select(change).OfType<VirtioPciCapability>();
}
