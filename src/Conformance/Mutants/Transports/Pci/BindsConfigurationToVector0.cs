using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Maps changes of its configuration to the first vector alone.</summary>
internal sealed class BindsConfigurationToVector0(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override ushort MapVector(int queue, ushort vector) =>
        queue < 0 && vector != 0 ? CommonRegister.NoVector : base.MapVector(queue, vector);
}
