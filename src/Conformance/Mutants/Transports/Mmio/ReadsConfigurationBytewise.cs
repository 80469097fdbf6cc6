using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Accesses the configuration byte by byte.</summary>
internal sealed class ReadsConfigurationBytewise : MmioDecisions
{
    public override int WidestAccess => 1;
}
