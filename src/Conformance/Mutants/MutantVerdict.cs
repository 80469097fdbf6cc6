namespace Ballast.Conformance.Mutants;

/// <summary>What came of a mutant.</summary>
public enum MutantVerdict
{
    /// <summary>Every clause that it names was found broken, and no other.</summary>
    Killed,

    /// <summary>A clause that it names was not found broken: a scenario or a rule is missing.</summary>
    Survived,

    /// <summary>A clause that it does not name was found broken.</summary>
    FalseAlarm,
}
