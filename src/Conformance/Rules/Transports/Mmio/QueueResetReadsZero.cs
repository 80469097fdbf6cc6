using Ballast.Conformance.Clauses;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>QueueReset reads 0 while nobody has asked for a reset of the queue.</summary>
/// <param name="clause">The clause.</param>
/// <param name="phase">Where the queue stands.</param>
/// <param name="when">That in words.</param>
internal sealed class QueueResetReadsZero(ClauseId clause, MmioQueuePhase phase, string when) : MmioRule(clause)
{
    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register == MmioRegister.QueueReset && Registers.Phase == phase)
            Check(read, value == 0, $"QueueReset of queue {Registers.Queue} reads {value} {when}");
    }
}
