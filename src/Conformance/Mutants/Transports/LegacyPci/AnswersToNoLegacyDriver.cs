using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.LegacyPci;

/// <summary>Has a bar for legacy drivers in which everything reads 0.</summary>
internal sealed class AnswersToNoLegacyDriver(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override ulong ReadRegisters(int bar, uint offset, int width) => bar == 0 ? 0 : base.ReadRegisters(bar, offset, width);
}
