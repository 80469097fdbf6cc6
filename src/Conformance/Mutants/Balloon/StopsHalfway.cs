using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Inflates to half of the target.</summary>
internal sealed class StopsHalfway : DriverDecisions
{
    public override int Move(uint target, uint held, int batch) => base.Move(target > held ? Math.Max(target / 2, held) : target, held, batch);
}
