using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.LegacyPci;

/// <summary>Has its legacy registers in memory.</summary>
internal sealed class HasLegacyRegistersInMemory : VirtioPciFunction
{
    private const uint Length = 64;

    public HasLegacyRegistersInMemory(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : base(device, bus, loop, options)
    {
        SetSpace(PciRegister.FirstBar, 4, 0);
        AddMemoryBar(0, Length);
    }
}
