using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Never writes poison_val.</summary>
internal sealed class WritesNoPoison : DriverDecisions
{
    public override IReadOnlyList<InitialisationStep> Initialisation { get; } =
        [.. Enum.GetValues<InitialisationStep>().Where(s => s != InitialisationStep.PoisonValue)];
}
