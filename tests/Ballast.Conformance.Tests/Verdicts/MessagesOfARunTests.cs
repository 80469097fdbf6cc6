using System.Text.Json;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Tests.Infrastructure;
using Ballast.Conformance.Tests.Suite;
using Json.Schema;

namespace Ballast.Conformance.Tests.Verdicts;

/// <summary>Cucumber Messages of a run, held against the official schema and rendered by the official formatter.</summary>
public sealed class MessagesOfARunTests
{
    private const string Render = """
        import { createInterface } from 'node:readline'
        import { createReadStream } from 'node:fs'
        import * as formatter from '@cucumber/html-formatter'
        const page = new (formatter.CucumberHtmlStream ?? formatter.default)()
        page.pipe(process.stdout)
        for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) page.write(JSON.parse(line))
        page.end()
        """;

    private static readonly NpmPackages Packages = new("cucumber-formatter-24.2.0", "@cucumber/messages@34.2.1", "@cucumber/html-formatter@24.2.0");

    [Test]
    public async Task EveryMessage_IsAsTheOfficialSchemaHasIt()
    {
        var schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(Packages.Folder(), "node_modules", "@cucumber", "messages", "messages.schema.json")));
        var lines = await LinesOfARun();

        foreach (string line in lines)
        {
            using var message = JsonDocument.Parse(line);
            Assert.That(schema.Evaluate(message.RootElement).IsValid, line);
        }
        using var wrong = JsonDocument.Parse("""{"testRunFinished":{"success":"yes"}}""");
        Assert.That(schema.Evaluate(wrong.RootElement).IsValid, Is.False);
    }

    [Test]
    public async Task Verdict_IsTheLastStepOfEachScenario()
    {
        var lines = await LinesOfARun();

        var messages = lines.Where(l => l.StartsWith("{\"testStepFinished\"", StringComparison.Ordinal))
            .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("testStepFinished").GetProperty("testStepResult"))
            .Where(r => r.GetProperty("status").GetString() == "FAILED").Select(r => r.GetProperty("message").GetString());
        Assert.That(messages, Has.Some.StartsWith("inconclusive: device.balloon.hinting.2: not exercised"));
        Assert.That(lines[^1], Does.StartWith("{\"testRunFinished\"").And.Contain("\"success\":false"));
    }

    [Test]
    public async Task OfficialFormatter_MakesAPageOfItThatNeedsNothingElse()
    {
        string folder = Packages.Folder();
        var lines = await LinesOfARun();
        File.WriteAllText(Path.Combine(folder, "render.mjs"), Render);
        File.WriteAllLines(Path.Combine(folder, "run.ndjson"), lines);

        string page = Packages.Run("node", "render.mjs", "run.ndjson");

        Assert.That(page, Does.StartWith("<!DOCTYPE html>").And.EndWith("</html>").IgnoreCase.Or.EndsWith("</html>\n"));
        Assert.That(page, Does.Contain("window.CUCUMBER_MESSAGES = [{\"meta\"").And.Contain("Odd machines").And.Contain(@"some are \x3Cright>"));
        Assert.That(page, Does.Not.Match("<(script|link|img)[^>]*(src|href)=\"?https?:"));
        Assert.That(page.Split("{\"testCaseFinished\":"), Has.Length.EqualTo(4));
    }

    private static async Task<string[]> LinesOfARun()
    {
        using var output = new StringWriter();
        var catalogue = OddScenarios.Catalogue();
        await OddScenarios.RunAsync(null, catalogue, new MessageWriter(output, catalogue) { JudgeName = "verdict" });
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
