using Ballast.Host.Machine;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Mutants.Machine;

/// <summary>Keeps frames in signed 32-bit numbers and drops the sign: from frame 0x80000000 on RAM begins anew.</summary>
internal sealed class FramesWithoutSign(PcMachineOptions options, ITraceSink? trace) : PcMachine(options, trace)
{
    private const ulong Kept = (1UL << (31 + PageRun.PageShift)) - 1;

    public override bool TryGetRamOffset(ulong guestAddress, out ulong ramOffset) => base.TryGetRamOffset(guestAddress & Kept, out ramOffset);
}
