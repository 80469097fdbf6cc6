using Ballast.Conformance.Golden;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Suite;

/// <summary>How a scenario's trace compares with its golden trace.</summary>
/// <param name="Name">Name of the golden trace.</param>
/// <param name="Outcome">Whether it conforms.</param>
/// <param name="Difference">In one line.</param>
public sealed record GoldenComparison(string Name, GoldenOutcome Outcome, string Difference)
{
    /// <summary>Where it differs; null when there is no golden trace of that name.</summary>
    public GoldenResult? Result { get; init; }
}
