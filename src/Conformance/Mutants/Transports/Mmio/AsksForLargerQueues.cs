using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Asks for queues of more entries than there can be.</summary>
internal sealed class AsksForLargerQueues : MmioDecisions
{
    public override ushort QueueSize(ushort size, ushort maximum) => (ushort)(maximum * 2);
}
