using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Gives a byte more than its entries have.</summary>
internal sealed class OddStatisticsLength : DriverDecisions
{
    public override int StatisticsBytes(int entries) => entries + 1;
}
