using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Does not read QueueReady back.</summary>
internal sealed class TrustsTheStop : MmioDecisions
{
    public override bool ReadsStopBack => false;
}
