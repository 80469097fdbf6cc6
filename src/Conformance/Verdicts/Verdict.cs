namespace Ballast.Conformance.Verdicts;

/// <summary>What came of a scenario.</summary>
public enum Verdict
{
    /// <summary>Every clause that it is tagged with was exercised and kept.</summary>
    Pass,

    /// <summary>A MUST was broken by the side under test, or a step failed.</summary>
    Fail,

    /// <summary>Only a SHOULD was broken, or a golden trace differs where it may.</summary>
    Warn,

    /// <summary>The side does not offer what the scenario needs, as a probe found.</summary>
    NotApplicable,

    /// <summary>The peer cannot be driven that way.</summary>
    Unsupported,

    /// <summary>Nothing went wrong, and a clause was never exercised: not a pass.</summary>
    Inconclusive,

    /// <summary>It failed, as the expectations say.</summary>
    ExpectedFail,

    /// <summary>It passed where the expectations have it fail.</summary>
    UnexpectedPass,

    /// <summary>The suite itself failed: never the fault of the side under test.</summary>
    SuiteError,
}
