using System.Text.Json.Nodes;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Tests.Scenarios.CompatibilityKit;
using Microsoft.Extensions.Time.Testing;

namespace Ballast.Conformance.Tests.Scenarios;

public sealed class MessageWriterTests
{
    private const string Baskets = """
        Feature: Baskets
          @serial
          Scenario: alone
            Given 3 cucumbers
          Scenario Outline: <n>
            Given <n> cucumbers
            Then <n> cucumbers are left
            Examples:
              | n |
              | 1 |
              | 2 |
              | 3 |
              | 4 |
        """;

    [Test]
    public async Task ParallelRun_WritesTheSameLinesAsASequentialOne()
    {
        var sequential = await Write(Baskets, new RunOptions { Time = new FakeTimeProvider() });
        var parallel = await Write(Baskets, new RunOptions { Time = new FakeTimeProvider(), Parallelism = 4 });

        Assert.That(parallel, Is.EqualTo(sequential));
    }

    [Test]
    public async Task Judgement_IsAHookOfItsOwn()
    {
        var lines = await Write(
            "Feature: F\n  Scenario: S\n    Given 3 cucumbers\n",
            new RunOptions { Judge = (_, o) => ValueTask.FromResult(o with { Status = StepStatus.Failed, Reason = "clause broken" }) },
            judge: "clauses");

        var hook = Bodies(lines, "hook").Single(h => h["name"]?.GetValue<string>() == "clauses");
        var step = Bodies(lines, "testCase").Single()["testSteps"]!.AsArray()[^1]!;
        var finished = Bodies(lines, "testStepFinished").ToList();
        Assert.That(step["hookId"]!.GetValue<string>(), Is.EqualTo(hook["id"]!.GetValue<string>()));
        Assert.That(finished.Select(f => f["testStepResult"]!["status"]!.GetValue<string>()), Is.EqualTo(new[] { "PASSED", "FAILED" }));
        Assert.That(finished[^1]["testStepResult"]!["message"]!.GetValue<string>(), Is.EqualTo("clause broken"));
        Assert.That(Bodies(lines, "testRunFinished").Single()["success"]!.GetValue<bool>(), Is.False);
    }

    [Test]
    public async Task FileThatCannotBeParsed_IsAParseError()
    {
        var lines = await Write("Feature: F\n  Scenario: S\n    Given x\n    Gvien y\n", new RunOptions());

        Assert.That(Bodies(lines, "parseError").First()["source"]!["uri"]!.GetValue<string>(), Is.EqualTo("basket.feature"));
        Assert.That(Bodies(lines, "parseError").First()["source"]!["location"]!["line"]!.GetValue<int>(), Is.EqualTo(4));
    }

    [Test]
    public void ScrubbedMessages_StillDiffer_WhereItMatters()
    {
        const string Reference = """
            {"meta":{"protocolVersion":"1"}}
            {"testStepFinished":{"testCaseStartedId":"21","testStepId":"14","testStepResult":{"status":"PASSED","duration":{"seconds":0,"nanos":1}},"timestamp":{"seconds":0,"nanos":3}}}
            {"testCaseFinished":{"testCaseStartedId":"21","timestamp":{"seconds":0,"nanos":8}}}
            """;
        Assert.That(MessageText.Scrub(Reference.Replace("nanos\":8", "nanos\":9")), Is.EqualTo(MessageText.Scrub(Reference)));
        Assert.That(MessageText.Scrub(Reference.Replace("\"21\"", "\"22\"")), Is.EqualTo(MessageText.Scrub(Reference)));
        Assert.That(MessageText.Scrub(Reference.Replace("PASSED", "FAILED")), Is.Not.EqualTo(MessageText.Scrub(Reference)));
        Assert.That(MessageText.Scrub(Reference.Replace("Finished\":{\"testCaseStartedId\":\"21\",\"timestamp", "Finished\":{\"testCaseStartedId\":\"14\",\"timestamp")),
            Is.Not.EqualTo(MessageText.Scrub(Reference)));
    }

    private static async Task<string> Write(string feature, RunOptions options, string? judge = null)
    {
        var output = new StringWriter();
        var catalogue = FeatureCatalogue.Parse("basket.feature", feature);
        var bindings = new BindingRegistry().Add<BasketSteps>().AddService<Basket>().Build();
        var writer = new MessageWriter(output, catalogue) { JudgeName = judge };
        await new ScenarioRunner(bindings, options with { Observers = [writer] }).RunAsync(catalogue.Scenarios);
        return output.ToString();
    }

    private static IEnumerable<JsonNode> Bodies(string lines, string kind) =>
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)![kind]).OfType<JsonNode>();
}
