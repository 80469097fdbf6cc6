using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Has another number somewhere in its configuration space.</summary>
internal sealed class DeviceWithNumber : VirtioPciFunction
{
    public DeviceWithNumber(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options, int register, int width, uint number)
        : base(device, bus, loop, options) => SetSpace(register, width, number);
}
