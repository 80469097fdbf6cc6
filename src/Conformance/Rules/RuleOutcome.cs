namespace Ballast.Conformance.Rules;

/// <summary>What a trace says about a clause.</summary>
public enum RuleOutcome
{
    /// <summary>The trace says nothing about it: not the same as kept.</summary>
    NotExercised,

    /// <summary>It was exercised and kept.</summary>
    Kept,

    /// <summary>It was broken.</summary>
    Broken,
}
