using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Takes a vector that cannot be for the first one.</summary>
internal sealed class TakesImpossibleVectors(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override ushort MapVector(int queue, ushort vector) =>
        vector is >= 0x800 and not CommonRegister.NoVector ? (ushort)0 : base.MapVector(queue, vector);
}
