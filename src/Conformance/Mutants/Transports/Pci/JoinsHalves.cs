using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Forgets the low half of an address when the high one is written.</summary>
internal sealed class JoinsHalves(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override ulong Half(ulong value, bool isLow, ulong half) => isLow ? base.Half(value, isLow, half) : half << 32;
}
