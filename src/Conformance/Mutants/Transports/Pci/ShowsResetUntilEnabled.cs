using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Shows every queue as under reset until it is enabled.</summary>
internal sealed class ShowsResetUntilEnabled(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override ushort QueueReset(bool isDone, bool isEnabled) => isEnabled ? base.QueueReset(isDone, isEnabled) : (ushort)1;
}
