using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Tests.Suite;
using Ballast.Conformance.Verdicts;
using Json.Schema;

namespace Ballast.Conformance.Tests.Verdicts;

public class RunReportTests
{
    private static RunReport Report(params Verdict[] verdicts) => new("Ballast 0.1.0", new("linux", "6.1"), new("reference", null), 7,
        [.. verdicts.Select((v, i) => new ScenarioResult($"features/a.feature:{i + 1}", $"a | {v}", Side.Device, ["device.balloon.hinting.2"], v,
            [new("device.balloon.hinting.2", RuleOutcome.Broken, 17, "5 again", Side.Device, [17])], TimeSpan.FromMilliseconds(2))
        {
            Level = ClauseLevel.MustNot,
            Reason = v == Verdict.Pass ? null : "it\u0001 broke",
        })]);

    private static MemoryStream Written(Action<Stream> write)
    {
        var stream = new MemoryStream();
        write(stream);
        stream.Position = 0;
        return stream;
    }

    [TestCase(new[] { Verdict.Pass, Verdict.Warn, Verdict.ExpectedFail, Verdict.NotApplicable }, 0)]
    [TestCase(new[] { Verdict.Pass, Verdict.Fail }, 1)]
    [TestCase(new[] { Verdict.Pass, Verdict.UnexpectedPass }, 1)]
    [TestCase(new[] { Verdict.Pass, Verdict.Inconclusive }, 1)]
    [TestCase(new[] { Verdict.Fail, Verdict.SuiteError }, 3)]
    [TestCase(new[] { Verdict.NotApplicable, Verdict.Unsupported }, 4)]
    [TestCase(new Verdict[0], 4)]
    public void Verdicts_GiveTheExitCode(Verdict[] verdicts, int code) => Assert.That(Report(verdicts).ExitCode, Is.EqualTo(code));

    [Test]
    public void Json_HasTheShapeOfTheSchema()
    {
        using var json = JsonDocument.Parse(Written(s => RunJson.Write(s, Report(Verdict.Fail, Verdict.Pass))));

        var result = json.RootElement.GetProperty("results")[0];
        var finding = result.GetProperty("findings")[0];
        Assert.Multiple(() =>
        {
            Assert.That(json.RootElement.GetProperty("schema").GetInt32(), Is.EqualTo(1));
            Assert.That(json.RootElement.GetProperty("driver").GetProperty("version").GetString(), Is.EqualTo("6.1"));
            Assert.That(json.RootElement.GetProperty("totals").GetProperty("fail").GetInt32(), Is.EqualTo(1));
            Assert.That(result.GetProperty("side").GetString(), Is.EqualTo("device"));
            Assert.That(result.GetProperty("level").GetString(), Is.EqualTo("MUST NOT"));
            Assert.That(finding.GetProperty("outcome").GetString(), Is.EqualTo("broken"));
            Assert.That(finding.GetProperty("event").GetInt64(), Is.EqualTo(17));
        });
    }

    [Test]
    public async Task Json_OfARunIsAsItsSchemaHasIt()
    {
        string schema = Path.Combine(OddScenarios.Options.Files.Root, "fixtures", "schemas", "run.schema.json");
        var (report, _) = await OddScenarios.RunAsync();

        using var json = JsonDocument.Parse(Written(s => RunJson.Write(s, report)));
        using var every = JsonDocument.Parse(Written(s => RunJson.Write(s, Report(Enum.GetValues<Verdict>()))));

        var read = JsonSchema.FromText(await File.ReadAllTextAsync(schema));
        Assert.That(read.Evaluate(json.RootElement).IsValid);
        Assert.That(read.Evaluate(every.RootElement).IsValid);
    }

    [Test]
    public void JUnit_CountsWhatWentWrongAndSurvivesOddCharacters()
    {
        var xml = XDocument.Load(Written(s => RunJUnit.Write(s, Report(Verdict.Pass, Verdict.Fail, Verdict.NotApplicable, Verdict.Inconclusive))));

        var suite = xml.Root!.Element("testsuite")!;
        Assert.That(suite.Attribute("name")!.Value, Is.EqualTo("features/a.feature"));
        Assert.That((suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("skipped")!.Value), Is.EqualTo(("4", "2", "1")));
        Assert.That(suite.Descendants("failure").First().Attribute("message")!.Value, Is.EqualTo("fail: it? broke"));
    }

    [Test]
    public void JUnit_KeepsTheRulesOfBuildServers()
    {
        var report = Report([.. Enum.GetValues<Verdict>(), Verdict.Pass, Verdict.Fail]);
        report = report with { Results = [.. report.Results.Select((r, i) => i % 2 == 0 ? r with { Id = $"features/b.feature:{i}" } : r)] };
        report = report with { Results = [.. report.Results.Select((r, i) => i > 5 ? r with { Name = "alike" } : r)] };

        var root = XDocument.Load(Written(s => RunJUnit.Write(s, report))).Root!;

        var cases = root.Descendants("testcase").ToList();
        Assert.That(cases, Has.Count.EqualTo(report.Results.Count));
        Assert.That(cases.Select(c => (c.Attribute("classname")!.Value, c.Attribute("name")!.Value)), Is.Unique);
        Assert.That(cases.Select(c => c.Attribute("classname")!.Value).Distinct(), Is.EquivalentTo(new[] { "features.a", "features.b" }));
        foreach (var (attribute, element) in new[] { ("failures", "failure"), ("errors", "error"), ("skipped", "skipped"), ("tests", "testcase") })
        {
            foreach (var suite in root.Elements("testsuite").Append(root))
                Assert.That(int.Parse(suite.Attribute(attribute)!.Value, CultureInfo.InvariantCulture), Is.EqualTo(suite.Descendants(element).Count()), attribute);
        }
        foreach (var failure in root.Descendants("failure").Concat(root.Descendants("error")))
        {
            Assert.That(failure.Attribute("type")!.Value, Is.Not.Empty);
            Assert.That(failure.Value, Does.Contain("device.balloon.hinting.2  MUST NOT  ").And.Contain("again ballast run features/").And.Contain("--driver linux --seed 7"));
        }
        Assert.That(root.Elements("testsuite").Select(s => s.Elements().First().Name.LocalName), Is.All.EqualTo("properties"));
        Assert.That(root.Elements("testsuite").First().Descendants("property").ToDictionary(p => p.Attribute("name")!.Value, p => p.Attribute("value")!.Value),
            Is.EqualTo(new Dictionary<string, string> { ["suite"] = "Ballast 0.1.0", ["driver"] = "linux", ["driver.version"] = "6.1", ["device"] = "reference", ["seed"] = "7" }));
        Assert.That(cases.Select(c => c.Elements().Count(e => e.Name.LocalName != "system-out")), Is.All.LessThan(2));
    }

    [Test]
    public async Task JUnit_CarriesTheTextOfAFailure()
    {
        var (report, _) = await OddScenarios.RunAsync();

        var root = XDocument.Load(Written(s => RunJUnit.Write(s, report))).Root!;

        Assert.That(root.Descendants("failure").First().Value, Does.StartWith("FAIL  Odd machines").And.Contain("expected  ").And.Contain("actual    "));
    }

    [Test]
    public void Markdown_PutsWhatWasNotExpectedFirst()
    {
        string text = RunMarkdown.Write(Report(Verdict.NotApplicable, Verdict.Warn, Verdict.Pass, Verdict.ExpectedFail, Verdict.Fail));

        Assert.That(text, Does.StartWith("# Ballast 0.1.0\n\ndriver linux 6.1, device reference, seed 7\n\n| verdict | scenarios |\n"));
        Assert.That(text, Does.Contain("| fail | 1 |").And.Contain(@"**fail** a \| Fail").And.Contain("- `device.balloon.hinting.2` MUST NOT: Do not reuse"));
        Assert.That(text, Does.Contain("```\nballast run features/a.feature:5 --driver linux --seed 7\n```"));
        Assert.That(text, Does.Match(@"(?s)## Not as expected.*## Warnings.*## Expected to fail.*<details><summary>1 not-applicable: "));
        Assert.That(Encoding.UTF8.GetByteCount(text), Is.LessThan(2000));
    }

    [Test]
    public void Markdown_TakesWhatASideSaysForText()
    {
        var report = Report(Verdict.Fail);
        report = report with { Results = [report.Results[0] with { Reason = "<b>*x*</b>\n# no `heading`" }] };

        Assert.That(RunMarkdown.Write(report), Does.Contain(@"- &lt;b>\*x\*&lt;/b> # no \`heading\`"));
    }
}
