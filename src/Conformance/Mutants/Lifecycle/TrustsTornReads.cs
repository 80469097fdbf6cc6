using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Takes what it has read, though the generation says that the configuration has changed meanwhile.</summary>
internal sealed class TrustsTornReads : DriverDecisions
{
    public override bool IsConsistent(uint before, uint after) => true;
}
