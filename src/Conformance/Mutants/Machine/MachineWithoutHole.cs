using Ballast.Host.Machine;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Mutants.Machine;

/// <summary>Takes what lies in the hole for RAM, as if it went on there.</summary>
internal sealed class MachineWithoutHole(PcMachineOptions options, ITraceSink? trace) : PcMachine(options, trace)
{
    public override bool TryGetRamOffset(ulong guestAddress, out ulong ramOffset)
    {
        if (guestAddress < Below4G || guestAddress >= FourGiB) return base.TryGetRamOffset(guestAddress, out ramOffset);
        ramOffset = guestAddress;
        return ramOffset < Size;
    }
}
