using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Fills every second deflated page.</summary>
internal sealed class PoisonsEverySecond : DriverDecisions
{
    private int _pages;

    public override bool FillsWithPoison(FeatureSet accepted) => base.FillsWithPoison(accepted) && _pages++ % 2 == 0;
}
