using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Sends the first message for a queue that is mapped to none.</summary>
internal sealed class SendsForUnmappedQueues(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override void SendQueueMessage(ushort vector) => SendMessage(vector == CommonRegister.NoVector ? 0 : vector);
}
