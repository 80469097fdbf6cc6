using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Shows the reset of a queue as done, and then as under way again.</summary>
internal sealed class WaversAboutQueueResets(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    private int _looks;

    protected override ushort QueueReset(bool isDone, bool isEnabled) => isEnabled ? (ushort)0 : (ushort)(++_looks % 2 == 0 ? 1 : 0);
}
