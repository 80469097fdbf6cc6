using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Reporting;

/// <summary>Does not fill what it reports.</summary>
internal sealed class ReportsUnfilled : DriverDecisions
{
    public override bool FillsReported(FeatureSet accepted) => false;
}
