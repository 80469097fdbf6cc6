using Ballast.Host.Machine;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Mutants.Machine;

/// <summary>Counts high RAM from its own beginning, as if there were none below it.</summary>
internal sealed class HighMemoryFirst(PcMachineOptions options, ITraceSink? trace) : PcMachine(options, trace)
{
    public override bool TryGetRamOffset(ulong guestAddress, out ulong ramOffset)
    {
        bool isRam = base.TryGetRamOffset(guestAddress, out ramOffset);
        if (isRam && guestAddress >= FourGiB) ramOffset -= Below4G;
        return isRam;
    }
}
