using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Reads and writes the balloon's configuration byte by byte.</summary>
internal sealed class ReadsConfigurationBytewise : PciDecisions
{
    public override int WidestAccess => 1;
}
