using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Reporting;

/// <summary>Accepts PAGE_REPORTING without PAGE_POISON in a guest that relies on its free pages.</summary>
internal sealed class ReportsWithoutPoison : DriverDecisions
{
    public override FeatureSet Settle(FeatureSet features, bool fillsFreePages) =>
        fillsFreePages ? features : base.Settle(features, fillsFreePages);
}
