using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Goes on at once after its reset.</summary>
internal sealed class DoesNotAwaitReset : DriverDecisions
{
    public override bool AwaitsReset => false;
}
