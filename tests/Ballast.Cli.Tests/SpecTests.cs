using System.Text;
using System.Text.Json;
using Ballast.Cli.Tests.Infrastructure;
using Ballast.Virtio.Tests.Tracing;

namespace Ballast.Cli.Tests;

[NonParallelizable]
public sealed class SpecTests
{
    [Test]
    public async Task Json_IsAsItsSchemaSays_AndNothingElseIsOnStandardOutput()
    {
        var answer = await Shell.RunAsync("spec", "--json", "-");

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Bytes));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected), answer.Error);
        Assert.That(answer.Output, Is.Empty);
        Assert.That(JsonSchema.Load("fixtures/schemas/spec.schema.json").Accepts(json.RootElement));
        Assert.That(json.RootElement.GetProperty("clauses").GetArrayLength(), Is.EqualTo(486));
    }

    [Test]
    public async Task Spec_ShowsEachClauseWithItsStatus_AndCountsByChapter()
    {
        var answer = await Shell.RunAsync("spec");

        var lines = answer.Output.Split('\n');
        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected), answer.Error);
        Assert.That(lines, Has.One.EqualTo("5.5  Traditional Memory Balloon Device"));
        Assert.That(lines, Has.One.Match(@"^  covered     device\.balloon\.hinting\.2 +MUST NOT    Do not reuse a command id"));
        Assert.That(lines, Has.One.Match(@"^  untestable  driver\.init\.9 +MAY "));
        Assert.That(lines, Has.One.EqualTo("              disputed: queue-numbering=fixed | queue-numbering=offered | queue-numbering=negotiated"));
        Assert.That(lines, Has.One.Match(@"^all    486 clauses, \d+ observable: +\d+ with a rule, +\d+ with a scenario, +\d+ with a mutant, +\d+ excused; +\d+ uncovered, \d+ disputed$"));
    }

    [Test]
    public async Task Uncovered_ShowsNothingThatIsCoveredOrExcused()
    {
        var answer = await Shell.RunAsync("spec", "--uncovered");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected), answer.Error);
        Assert.That(answer.Output, Does.Not.Contain("  covered ").And.Not.Contain("  untestable ").And.Contain("\nall "));
    }

    [Test]
    public async Task UpdateCoverage_WritesTheSnapshot()
    {
        using var folder = new WorkFolder();
        folder.Write("features/some.feature", "Feature: Some\n\n  @driver.init.1\n  Scenario: One\n    Given nothing\n");
        folder.Write("fixtures/golden/none.golden", "");

        var answer = await Shell.RunAsync("spec", "--update-coverage");

        Assert.That(answer.Output, Is.EqualTo("fixtures/coverage/coverage.tsv is as the coverage is now\n"), answer.Error);
        Assert.That(File.ReadAllLines("fixtures/coverage/coverage.tsv"), Has.One.Match(@"^driver\.init\.1\t\w+\t1\t"));
    }
}
