using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Shows a device that was reset as one whose driver has failed.</summary>
internal sealed class ShowsFailureAfterReset(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override DeviceStatus ShownStatus(DeviceStatus status) => status == DeviceStatus.None ? DeviceStatus.Failed : status;
}
