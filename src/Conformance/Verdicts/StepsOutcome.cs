namespace Ballast.Conformance.Verdicts;

/// <summary>How the steps of a scenario ended.</summary>
public enum StepsOutcome
{
    /// <summary>All ran.</summary>
    Passed,

    /// <summary>One found what it did not expect of the side under test.</summary>
    Failed,

    /// <summary>The side does not offer what the scenario needs.</summary>
    NotApplicable,

    /// <summary>The peer cannot be driven that way.</summary>
    Unsupported,

    /// <summary>A step is undefined or ambiguous, or the suite itself failed.</summary>
    SuiteError,
}
