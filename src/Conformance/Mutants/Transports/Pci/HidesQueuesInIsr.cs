using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Does not say in the ISR status that buffers were used.</summary>
internal sealed class HidesQueuesInIsr(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override void NoteInIsr(IsrStatus bit)
    {
        if (bit != IsrStatus.Queue) base.NoteInIsr(bit);
    }
}
