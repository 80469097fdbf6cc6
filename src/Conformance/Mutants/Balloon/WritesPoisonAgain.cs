using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Writes poison_val once more while it drives the device.</summary>
internal sealed class WritesPoisonAgain : DriverDecisions
{
    public override IReadOnlyList<InitialisationStep> Initialisation { get; } =
        [.. Enum.GetValues<InitialisationStep>(), InitialisationStep.PoisonValue];
}
