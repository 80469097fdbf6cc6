using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Reads the configuration and never its generation.</summary>
internal sealed class ReadsWithoutGeneration : DriverDecisions
{
    public override bool ReadsGeneration => false;
}
