using Ballast.Cli.Explaining;
using Ballast.Cli.Tests.Infrastructure;
using Ballast.Conformance.Verdicts;

namespace Ballast.Cli.Tests;

[NonParallelizable]
public sealed class ExplainTests
{
    [TestCase("device.balloon.hinting.2")]
    [TestCase("@device.balloon.hinting.2")]
    public async Task Clause_IsExplainedWithWhatCoversIt(string id)
    {
        var answer = await Shell.RunAsync("explain", id);

        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected), answer.Error);
        Assert.That(answer.Output, Does.StartWith("device.balloon.hinting.2  MUST NOT  Do not reuse a command id"));
        Assert.That(answer.Output, Does.Contain("      binds       the device\n      where       virtio 1.4, 5.5.6.5.2\n"));
        Assert.That(answer.Output, Does.Contain("      rule        CommandIdIsNotReused\n"));
        Assert.That(answer.Output, Does.Match(@"\n      scenarios   features/hinting/device\.feature:\d+  \S"));
        Assert.That(answer.Output, Does.Match(@"\n      mutants     never-counts  \S"));
        Assert.That(answer.Output, Does.Contain("      again       ballast run --tags \"@device.balloon.hinting.2\"\n      prove it    ballast mutants run device.balloon.hinting.2\n"));
    }

    [Test]
    public async Task ClauseWithoutARule_SaysWhy() =>
        Assert.That((await Shell.RunAsync("explain", "driver.init.9")).Output, Does.Contain("      rule        none: permission only\n"));

    [Test]
    public async Task DisputedClause_ShowsItsReadings() =>
        Assert.That((await Shell.RunAsync("explain", "driver.balloon.inflate-deflate.4")).Output, Does.Contain("      disputed    ").And.Contain("virtio-spec/issues/228"));

    [Test]
    public async Task ClauseThatTheFieldTakesOtherwise_SaysWho() =>
        Assert.That((await Shell.RunAsync("explain", "driver.init.14")).Output, Does.Contain("      elsewhere   Linux kicks the statistics queue"));

    [Test]
    public async Task Dispute_IsExplainedWithItsClause() => Assert.That(
        (await Shell.RunAsync("explain", "queue-numbering")).Output,
        Does.StartWith("driver.init.7  ").And.Contain("any passes: queue-numbering=fixed | queue-numbering=offered | queue-numbering=negotiated\n"));

    [Test]
    public async Task Scenario_IsShownWithItsClauses()
    {
        using var folder = new WorkFolder();
        folder.Write("features/some.feature", "Feature: Some\n\n  @driver.init.1 @driver\n  Scenario: One\n    Given a table\n      | a | b |\n    When nothing\n");
        folder.Write("fixtures/golden/none.golden", "");

        var answer = await Shell.RunAsync("explain", "features/some.feature:4");

        Assert.That(answer.Output, Is.EqualTo("""
            features/some.feature:4  Some › One

                  Given a table
                    | a | b |
                  When nothing

                  judges      the driver
                  clauses     driver.init.1  MUST  Init step 1: reset the device first
                  tags        @driver.init.1 @driver
                  run it      ballast run features/some.feature:4

            """.ReplaceLineEndings("\n")), answer.Error);
        (await Shell.RunAsync("explain", "features/some.feature:2")).AssertRefusal("features/some.feature:2: no scenario stands on this line");
    }

    [Test]
    public async Task Mutant_IsShownWithWhatItBreaks()
    {
        var answer = await Shell.RunAsync("explain", "never-counts");

        Assert.That(answer.Output, Does.StartWith("never-counts  a device that has one fault: it counts no further"));
        Assert.That(answer.Output, Does.Contain("      breaks      device.balloon.hinting.2  MUST NOT  "));
        Assert.That(answer.Output, Does.Contain("      caught by   features/hinting/device.feature:"));
        Assert.That(answer.Output, Does.Contain("      see it      ballast run --tags \"@device.balloon.hinting.2\" --device reference+never-counts\n"));
    }

    [TestCaseSource(nameof(Words))]
    public async Task Verdict_HasAMeaning(string word) => Assert.That((await Shell.RunAsync("explain", word)).Output, Does.Match($@"^{word}  [A-Z][^\n]+\.\n$"));

    [Test]
    public void Meanings_AreAllDifferent() => Assert.That(Enum.GetValues<Verdict>().Select(v => v.Meaning()), Is.Unique);

    [TestCase("never-count", "perhaps never-counts")]
    [TestCase("inconclusve", "perhaps inconclusive")]
    [TestCase("driver.init.15", "perhaps driver.init.1, driver.init.10, driver.init.11")]
    [TestCase("device.balloon.hinting", "perhaps device.balloon.hinting.1, device.balloon.hinting.2, device.balloon.hinting.3")]
    [TestCase("q", "see 'ballast spec' and 'ballast mutants list'")]
    public async Task UnknownId_IsRefusedWithWhatIsNear(string id, string hint) =>
        (await Shell.RunAsync("explain", id)).AssertRefusal($"no clause, scenario, mutant or verdict is called '{id}': {hint}");

    private static IEnumerable<string> Words() => Glossary.Words;
}
