namespace Ballast.Conformance.Verdicts;

/// <summary>What verdicts mean, and what to do about them, for people.</summary>
public static class VerdictMeanings
{
    /// <summary>The meaning, in a few sentences.</summary>
    public static string Meaning(this Verdict verdict) => verdict switch
    {
        Verdict.Pass => "Every clause that the scenario is tagged with was exercised and kept; the events that prove it are named in the report.",
        Verdict.Fail => "The side under test broke a MUST or MUST NOT, or a step of the scenario failed. The clause, what was expected and the event that breaks it are shown.",
        Verdict.Warn => "Only a SHOULD or SHOULD NOT was broken, or a golden trace differs where it may. It does not fail the run.",
        Verdict.NotApplicable => "The side under test does not offer what the scenario needs, as a probe found: a feature that it does not accept, say.",
        Verdict.Unsupported => "The side cannot be driven or observed in the way that the scenario needs; the reason is given. Nothing is said about the side.",
        Verdict.Inconclusive => "Nothing went wrong, but a clause that the scenario is tagged with was never exercised: no proof, hence no pass. It fails the run.",
        Verdict.ExpectedFail => "It failed as the expectations say (fixtures/expectations, or --expect): a known deviation, with its reason and source.",
        Verdict.UnexpectedPass => "It passed where the expectations have it fail. It fails the run: take the expectation out.",
        _ => "The suite itself failed: a fault of ours, never of the side under test. Exit code 3.",
    };
}
