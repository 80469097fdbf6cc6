using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Takes hinted pages back with whatever is in them.</summary>
internal sealed class TakesBackAsIs : DriverDecisions
{
    public override bool InitialisesTakenBack => false;
}
