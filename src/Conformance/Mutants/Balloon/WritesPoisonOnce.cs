using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Writes poison_val the first time only: not again after a suspension.</summary>
internal sealed class WritesPoisonOnce : DriverDecisions
{
    // An initialisation is looked up twice: before its reset and behind it.
    private const int LooksOfTheFirst = 2;

    private int _looks;

    public override IReadOnlyList<InitialisationStep> Initialisation => _looks++ < LooksOfTheFirst
        ? base.Initialisation : [.. base.Initialisation.Where(s => s != InitialisationStep.PoisonValue)];
}
