namespace Ballast.Conformance.Verdicts;

/// <summary>Verdicts as they are written in reports and expectations.</summary>
public static class VerdictNames
{
    /// <summary>pass, fail, not-applicable and so on.</summary>
    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Warn => "warn",
        Verdict.NotApplicable => "not-applicable",
        Verdict.Unsupported => "unsupported",
        Verdict.Inconclusive => "inconclusive",
        Verdict.ExpectedFail => "expected-fail",
        Verdict.UnexpectedPass => "unexpected-pass",
        _ => "suite-error",
    };

    /// <summary>Reads a name as <see cref="Name"/> writes it.</summary>
    public static bool TryParse(string name, out Verdict verdict)
    {
        foreach (var candidate in Enum.GetValues<Verdict>())
        {
            verdict = candidate;
            if (candidate.Name() == name) return true;
        }
        verdict = default;
        return false;
    }

    /// <summary>Whether a run with this verdict is all as expected (exit code 0).</summary>
    public static bool IsAsExpected(this Verdict verdict) =>
        verdict is Verdict.Pass or Verdict.Warn or Verdict.NotApplicable or Verdict.Unsupported or Verdict.ExpectedFail;
}
