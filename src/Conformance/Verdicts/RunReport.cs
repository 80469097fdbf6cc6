using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Verdicts;

/// <summary>The results of a run.</summary>
/// <param name="Suite">Name and version of the suite.</param>
/// <param name="Driver">Who was the driver.</param>
/// <param name="Device">Who was the device.</param>
/// <param name="Seed">Seed of everything that is random.</param>
/// <param name="Results">One for each scenario that was selected, in the order of the features.</param>
public sealed record RunReport(string Suite, SideReport Driver, SideReport Device, ulong Seed, IReadOnlyList<ScenarioResult> Results)
{
    /// <summary>How often each verdict was given; verdicts that were not given count 0.</summary>
    public IReadOnlyDictionary<Verdict, int> Totals =>
        Enum.GetValues<Verdict>().ToDictionary(v => v, v => Results.Count(r => r.Verdict == v));

    /// <summary>What hints kept out of all migrations together; null when nobody looked.</summary>
    public HintedPagesKeptOut? KeptOut
    {
        get
        {
            var all = Results.Select(r => r.KeptOut).OfType<HintedPagesKeptOut>().ToList();
            return all.Count == 0 ? null : new(all.Aggregate(0UL, (sum, k) => sum + k.Pages), all.Aggregate(0UL, (sum, k) => sum + k.Bytes));
        }
    }

    /// <summary>The exit code of the command line: 0 as expected, 1 not so, 3 suite error, 4 nothing ran.</summary>
    public int ExitCode
    {
        get
        {
            if (Results.Any(r => r.Verdict == Verdict.SuiteError)) return 3;
            if (Results.All(r => r.Verdict is Verdict.NotApplicable or Verdict.Unsupported)) return 4;
            return Results.All(r => r.Verdict.IsAsExpected()) ? 0 : 1;
        }
    }
}
