using Ballast.Conformance.Clauses;
using Ballast.Conformance.Golden;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;

namespace Ballast.Features;

/// <summary>Every scenario on the reference pair, through the same runner as the command line.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class ReferencePairTests
{
    private const string NeedsAnEmulator = "@needs:emulator";

    private static readonly SuiteOptions Options = new() { Files = SuiteFiles.Find(TestContext.CurrentContext.TestDirectory), Parallelism = 1 };
    private static readonly SuiteRunner Runner = new(Options);
    private static readonly IReadOnlyList<Scenario> Selected = SuiteSelection.Load(Options).Scenarios;

    [TestCaseSource(nameof(Scenarios))]
    public async Task Scenario_OnTheReferencePair_Passes(Scenario scenario)
    {
        ScenarioReport? report = null;

        await Runner.RunAsync([scenario], r => report = r, cancellation: TestContext.CurrentContext.CancellationToken);

        // No other scenario may pass our pair by.
        if (report!.Result.Verdict == Verdict.NotApplicable && scenario.Tags.Contains(NeedsAnEmulator)) Assert.Ignore(report.Result.Reason!);
        Assert.That(report.Result.Verdict, Is.EqualTo(Verdict.Pass), () => FailureText.Of(report));
    }

    [Test]
    public void EveryStep_IsDefinedOnce()
    {
        Assert.That(Runner.FindUnboundSteps(Selected), Is.Empty);
    }

    [Test]
    public void EveryGolden_IsUsedByAScenario()
    {
        var used = Selected.SelectMany(s => s.Tags).Where(t => t.StartsWith("@golden:", StringComparison.Ordinal)).Select(t => t["@golden:".Length..]);

        Assert.That(new GoldenCatalogue(Options.Files.Goldens).Unused(used), Is.Empty);
    }

    [Test]
    public void EveryObservableClauseOf2016_HasAScenario()
    {
        var tagged = Selected.SelectMany(ScenarioClauses.Of).Select(c => c.Id).ToHashSet();

        var of2016 = ClauseCatalogue.Default.All.Where(c => c.Id.Value.Split('.')[0] is "machine" or "bitmap" or "migration");
        Assert.That(of2016.Count(), Is.EqualTo(44));
        Assert.That(of2016.Where(c => c.IsObservable && !tagged.Contains(c.Id)), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Scenarios() =>
        Selected.Select(s => new TestCaseData(s) { TestName = $"{s.Id} {s.Name}" });
}
