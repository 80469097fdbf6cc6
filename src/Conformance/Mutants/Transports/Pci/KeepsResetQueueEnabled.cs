using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Shows a queue as enabled that was reset.</summary>
internal sealed class KeepsResetQueueEnabled(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override bool IsEnabledAfterQueueReset(bool wasEnabled) => wasEnabled;
}
