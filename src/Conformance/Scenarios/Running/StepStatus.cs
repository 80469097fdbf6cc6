namespace Ballast.Conformance.Scenarios;

/// <summary>What came of a step or of a scenario. Of several, the later one in this list wins.</summary>
public enum StepStatus
{
    /// <summary>It did what it says.</summary>
    Passed,

    /// <summary>It was not run, because of something before it.</summary>
    Skipped,

    /// <summary>The step found that the side does not offer what the scenario needs.</summary>
    NotApplicable,

    /// <summary>The step found that the side cannot be driven that way.</summary>
    Unsupported,

    /// <summary>The step is bound, but not written yet.</summary>
    Pending,

    /// <summary>No step definition fits the text.</summary>
    Undefined,

    /// <summary>Several step definitions fit the text.</summary>
    Ambiguous,

    /// <summary>It threw.</summary>
    Failed,
}
