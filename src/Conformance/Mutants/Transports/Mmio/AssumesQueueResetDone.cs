using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Takes the reset of a queue for done whatever QueueReset reads.</summary>
internal sealed class AssumesQueueResetDone : MmioDecisions
{
    public override bool IsResetDone(uint value) => true;
}
