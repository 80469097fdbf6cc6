using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Shows queues as under reset that are enabled.</summary>
internal sealed class ShowsResetWhenEnabled(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override ushort QueueReset(bool isDone, bool isEnabled) => isEnabled ? (ushort)1 : base.QueueReset(isDone, isEnabled);
}
