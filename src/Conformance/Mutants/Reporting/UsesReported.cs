using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Reporting;

/// <summary>Lets reported pages be used before the report is.</summary>
internal sealed class UsesReported : DriverDecisions
{
    public override bool MayUseBeforeReportUsed => true;
}
