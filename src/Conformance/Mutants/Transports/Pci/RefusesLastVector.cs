using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Maps nothing to its last vector.</summary>
internal sealed class RefusesLastVector(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override ushort MapVector(int queue, ushort vector) =>
        vector == Vectors - 1 ? CommonRegister.NoVector : base.MapVector(queue, vector);
}
