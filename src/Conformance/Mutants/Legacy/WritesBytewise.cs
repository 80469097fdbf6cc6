using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Writes the configuration byte by byte.</summary>
internal sealed class WritesBytewise : DriverDecisions
{
    public override int ConfigurationWidth => 1;
}
