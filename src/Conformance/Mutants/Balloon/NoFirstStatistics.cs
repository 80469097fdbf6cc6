using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Gives no first statistics buffer.</summary>
internal sealed class NoFirstStatistics : DriverDecisions
{
    public override int StatisticsBuffers => 0;
}
