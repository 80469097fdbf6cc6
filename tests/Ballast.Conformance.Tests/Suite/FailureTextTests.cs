using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Tests.Suite;

public class FailureTextTests
{
    private const string Reuse = "device.balloon.hinting.2";

    private static readonly Trace Recorded = new(
        new("test 1.0", TraceActor.Device, "direct", null, null, Dialect.Hint, QueueNumbering.Negotiated),
        [.. Enumerable.Range(1, 12).Select(i => new FeaturesOffered(FeatureSet.Of(Feature.Version1)) { Sequence = i * 10 })]);

    private static ScenarioReport Report(string reason, Finding[] findings, GoldenComparison? golden = null)
    {
        var scenario = FeatureCatalogue.Parse("a.feature", $"@device @{Reuse}\nFeature: Hints\n  Scenario: again\n    When nothing\n").Scenarios[0];
        return new(scenario, Recorded, findings, new(StepStatus.Passed))
        {
            Golden = golden,
            Verdict = new(scenario.Id, scenario.ToString(), Side.Device, [Reuse], Verdict.Fail, findings, TimeSpan.Zero) { Reason = reason },
        };
    }

    private static Finding Broken(string clause, long at) => new(clause, RuleOutcome.Broken, at, "5 again", Side.Device, [at]);

    [Test]
    public void BrokenClause_IsToldWithItsEventItsNeighboursTheFieldAndHowToRunItAgain()
    {
        string text = FailureText.Of(Report($"{Reuse}: 5 again (#60)", [Broken(Reuse, 60)]), "ballast run a.feature:3 --seed 7");

        var lines = text.Split('\n');
        Assert.That(text, Does.StartWith($"FAIL  Hints › again\n      {Reuse}  MUST NOT  5.5.6.5.2\n\n      expected  Do not reuse a command id until"));
        Assert.That(lines, Has.One.EqualTo("      actual    5 again (#60)"));
        Assert.That(lines.Where(l => l.Contains("offers", StringComparison.Ordinal)), Has.Exactly(7).Items);
        Assert.That(lines.Single(l => l.Contains('▶', StringComparison.Ordinal)), Does.StartWith("    ▶ 60 "));
        Assert.That(text, Does.Contain("\n      elsewhere QEMU counts from 0x80000001").And.Contain("\n                Firecracker counts from 2\n"));
        Assert.That(text, Does.EndWith("\n      at        a.feature:3\n      again     ballast run a.feature:3 --seed 7"));
        Assert.That(text.Split("5 again"), Has.Length.EqualTo(2));
    }

    [Test]
    public void GoldenDifference_IsToldOnce()
    {
        const string Difference = "golden g: #60: 'b' where 'a' is expected";
        var golden = new GoldenComparison("g", GoldenOutcome.DiffersWhereItMustNot, Difference)
        {
            Result = new(GoldenOutcome.DiffersWhereItMustNot, Recorded.Events[5], "a", "b", []),
        };

        string text = FailureText.Of(Report(Difference, [], golden));

        Assert.That(text, Does.Contain("      expected  a\n      actual    b\n      golden    g, which differs where it must not\n").And.Contain("    ▶ 60 "));
        Assert.That(text, Does.Not.Contain(Difference));
    }

    [Test]
    public void MissingGolden_IsToldOnce()
    {
        var golden = new GoldenComparison("g", GoldenOutcome.DiffersWhereItMustNot, "there is no golden trace g yet");

        Assert.That(FailureText.Of(Report(golden.Difference, [], golden)).Split(golden.Difference), Has.Length.EqualTo(2));
    }

    [Test]
    public void DutyThatIsBroken_ComesBeforeARecommendation()
    {
        string text = FailureText.Of(Report("", [Broken("device.balloon.hinting.1", 20), Broken(Reuse, 60)]));

        Assert.That(text, Does.Contain("▶ 60 ").And.Contain("\n      also      device.balloon.hinting.1: 5 again (#20)\n"));
    }

    [Test]
    public async Task FailedStep_TellsWhatWasExpectedAndWhatWasThere()
    {
        var (report, _) = await OddScenarios.RunAsync();

        string text = report.Results.Single(r => r.Name.EndsWith("wrong", StringComparison.Ordinal)).Text!;
        Assert.That(text, Does.Match(@"\n      expected  [^\n]*0x1000").And.Match(@"\n      actual    [^\n]+").And.EndWith("ballast run odd.feature:10 --seed 7"));
        Assert.That(report.Results[0].Text, Is.Null);
    }

    [TestCase("features/a.feature:3", "reference", "reference", "ballast run features/a.feature:3 --seed 7")]
    [TestCase("my features/a.feature:3", "linux", "reference", "ballast run 'my features/a.feature:3' --driver linux --seed 7")]
    [TestCase("a.feature:3", "reference", "reference+mutant", "ballast run a.feature:3 --device reference+mutant --seed 7")]
    [TestCase("a.feature:3", "exec:driver 'x' {socket}", "reference", @"ballast run a.feature:3 --driver 'exec:driver '\''x'\'' {socket}' --seed 7")]
    public void CommandThatRunsItAgain_IsReadyForAShell(string id, string driver, string device, string line) =>
        Assert.That(RunAgain.Of(id, driver, device, 7), Is.EqualTo(line));
}
