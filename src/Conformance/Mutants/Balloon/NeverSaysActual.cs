using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Never writes actual.</summary>
internal sealed class NeverSaysActual : DriverDecisions
{
    public override uint? Actual(uint held) => null;
}
