namespace Ballast.Conformance.Coverage;

/// <summary>How a clause stands.</summary>
public enum CoverageStatus
{
    /// <summary>It has a rule, a scenario that exercises it, and a mutant that proves both.</summary>
    Covered,

    /// <summary>Something of that is missing, and nothing says why.</summary>
    Uncovered,

    /// <summary>It has no rule, for a reason.</summary>
    Untestable,
}
