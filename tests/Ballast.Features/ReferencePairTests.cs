using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;

namespace Ballast.Features;

/// <summary>Every scenario on the reference pair, through the same runner as the command line.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class ReferencePairTests
{
    private static readonly SuiteOptions Options = new() { Files = SuiteFiles.Find(TestContext.CurrentContext.TestDirectory), Parallelism = 1 };
    private static readonly SuiteRunner Runner = new(Options);
    private static readonly IReadOnlyList<Scenario> Selected = SuiteSelection.Load(Options).Scenarios;

    [TestCaseSource(nameof(Scenarios))]
    public async Task Scenario_OnTheReferencePair_Passes(Scenario scenario)
    {
        ScenarioReport? report = null;

        await Runner.RunAsync([scenario], r => report = r, cancellation: TestContext.CurrentContext.CancellationToken);

        Assert.That(report!.Result.Verdict, Is.EqualTo(Verdict.Pass), () => FailureText.Of(report));
    }

    [Test]
    public void EveryStep_IsDefinedOnce()
    {
        Assert.That(Runner.FindUnboundSteps(Selected), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Scenarios() =>
        Selected.Select(s => new TestCaseData(s) { TestName = $"{s.Id} {s.Name}" });
}
