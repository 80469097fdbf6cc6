using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Reporting;

/// <summary>Writes to reported pages as soon as they come back.</summary>
internal sealed class TouchesReportedPages : DriverDecisions
{
    public override bool TouchesReported => true;
}
