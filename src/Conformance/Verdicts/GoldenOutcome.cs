namespace Ballast.Conformance.Verdicts;

/// <summary>How a trace compares with its golden trace.</summary>
public enum GoldenOutcome
{
    /// <summary>It conforms.</summary>
    Conforms,

    /// <summary>It differs where the protocol allows it, and unusually so.</summary>
    DiffersWhereItMay,

    /// <summary>It differs where it must not.</summary>
    DiffersWhereItMustNot,
}
