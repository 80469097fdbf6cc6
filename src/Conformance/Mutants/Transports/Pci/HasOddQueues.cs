using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Has queues of sizes that no split ring can have.</summary>
internal sealed class HasOddQueues(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override ushort QueueSize(int queue, ushort size) => (ushort)(size == 0 ? 0 : size - 1);
}
