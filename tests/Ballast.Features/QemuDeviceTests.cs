using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;
using Ballast.Peers.Qemu;

namespace Ballast.Features;

/// <summary>
/// The scenarios that judge a device, with QEMU's balloon as the device: over PCI with split rings and over MMIO with packed
/// ones. One at a time, as a QEMU that takes hints keeps a processor busy.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class QemuDeviceTests
{
    private static readonly SuiteOptions Options = new()
    {
        Files = SuiteFiles.Find(TestContext.CurrentContext.TestDirectory),
        Device = SideSpec.Parse("qemu"),
        Parallelism = 1,
    };

    private static readonly QemuAvailability Peer = new QemuPeer().Probe();
    private static readonly Lazy<SuiteRunner> Runner = new(() => new(Options));

    [TestCaseSource(nameof(Scenarios))]
    public async Task Scenario_OnQemu_IsAsExpected(Scenario scenario)
    {
        RequiredPeer.Check(Peer.IsAvailable, Peer.Reason, Peer.Remedy);
        ScenarioReport? report = null;

        await Runner.Value.RunAsync([scenario], r => report = r, cancellation: TestContext.CurrentContext.CancellationToken);

        var verdict = report!.Result.Verdict;
        if (verdict is Verdict.NotApplicable or Verdict.Unsupported) Assert.Ignore($"{verdict.Name()}: {report.Result.Reason}");
        Assert.That(verdict.IsAsExpected(), Is.True, () => FailureText.Of(report));
    }

    // Every combination of features is for the command line.
    private static IEnumerable<TestCaseData> Scenarios() =>
        from scenario in SuiteSelection.Load(Options).Scenarios
        where !scenario.Tags.Contains("@dialect:bitmap") && !scenario.Id.Contains("/combinations.feature:", StringComparison.Ordinal)
        select new TestCaseData(scenario) { TestName = $"qemu {scenario.Id} {scenario.Name} [{scenario.Variant?.ToString() ?? scenario.TransportName}]" };
}
