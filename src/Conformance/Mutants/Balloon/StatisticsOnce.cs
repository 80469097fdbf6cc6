using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Gives statistics once and no more.</summary>
internal sealed class StatisticsOnce : DriverDecisions
{
    public override bool RefillsStatistics => false;
}
