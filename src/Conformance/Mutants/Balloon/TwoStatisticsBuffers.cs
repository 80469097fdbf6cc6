using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Keeps two statistics buffers with the device.</summary>
internal sealed class TwoStatisticsBuffers : DriverDecisions
{
    public override int StatisticsBuffers => 2;
}
