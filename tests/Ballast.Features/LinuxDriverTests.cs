using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;
using Ballast.Peers.Linux;

namespace Ballast.Features;

/// <summary>Every scenario that judges a driver, with a real Linux kernel as the driver.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class LinuxDriverTests
{
    private static readonly SuiteOptions Options = new()
    {
        Files = SuiteFiles.Find(TestContext.CurrentContext.TestDirectory),
        Driver = SideSpec.Parse("linux"),
        Parallelism = 1,
    };

    private static readonly LinuxAvailability Peer = new LinuxPeer().Probe();
    private static readonly Lazy<SuiteRunner> Runner = new(() => new(Options));

    [TestCaseSource(nameof(Scenarios))]
    public async Task Scenario_OnLinux_IsAsExpected(Scenario scenario)
    {
        RequiredPeer.Check(Peer.IsAvailable, Peer.Reason, Peer.Remedy);
        ScenarioReport? report = null;

        await Runner.Value.RunAsync([scenario], r => report = r, cancellation: TestContext.CurrentContext.CancellationToken);

        var verdict = report!.Result.Verdict;
        if (verdict is Verdict.NotApplicable or Verdict.Unsupported) Assert.Ignore($"{verdict.Name()}: {report.Result.Reason}");
        Assert.That(verdict.IsAsExpected(), Is.True, () => FailureText.Of(report));
    }

    private static IEnumerable<TestCaseData> Scenarios() =>
        SuiteSelection.Load(Options).Scenarios.Select(s => new TestCaseData(s) { TestName = $"linux {s.Id} {s.Name}" });
}
