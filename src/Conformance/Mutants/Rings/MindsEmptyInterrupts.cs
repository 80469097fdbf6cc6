using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Gives up when it is interrupted and finds nothing used.</summary>
internal sealed class MindsEmptyInterrupts : DriverDecisions
{
    public override bool SurvivesEmptyInterrupt => false;
}
