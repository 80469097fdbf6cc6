using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Suite;

/// <summary>A verdict in the engine's words, for those who only know steps: what is not as expected has failed.</summary>
internal static class JudgedOutcome
{
    /// <summary>The outcome with the verdict in it; how the steps ended is kept beside.</summary>
    public static ScenarioOutcome Of(ScenarioOutcome steps, ScenarioVerdict verdict) => new(StatusOf(verdict.Verdict))
    {
        Reason = verdict.Verdict == Verdict.Pass ? null : $"{verdict.Verdict.Name()}: {verdict.Reason}",
        Exception = steps.Exception,
        Detail = steps,
    };

    /// <summary>How the steps ended, or what went wrong with the suite after they had.</summary>
    public static ScenarioOutcome BeforeJudging(ScenarioOutcome outcome) =>
        outcome is { IsSuiteFault: false, Detail: ScenarioOutcome steps } ? steps : outcome;

    private static StepStatus StatusOf(Verdict verdict) => verdict switch
    {
        Verdict.NotApplicable => StepStatus.NotApplicable,
        Verdict.Unsupported => StepStatus.Unsupported,
        _ => verdict.IsAsExpected() ? StepStatus.Passed : StepStatus.Failed,
    };
}
