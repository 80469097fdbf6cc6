using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Reads back the vector behind the one that is mapped.</summary>
internal sealed class ShowsNextVector(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override ushort ShownVector(ushort vector) => vector == CommonRegister.NoVector ? vector : (ushort)(vector + 1);
}
