using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.LegacyPci;

/// <summary>Reads the front of a field whichever of its bytes is asked for.</summary>
internal sealed class ReadsFieldsFromTheirFront(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override ulong ReadLegacyConfiguration(uint offset, int width) => base.ReadLegacyConfiguration(offset & ~3u, width);
}
