using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Takes what it read for one state though the generation changed meanwhile.</summary>
internal sealed class BelievesTornReads : DriverDecisions
{
    public override bool IsConsistent(uint before, uint after) => true;
}
