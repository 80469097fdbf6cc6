using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Verdicts;

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
    public void JUnit_CountsWhatWentWrongAndSurvivesOddCharacters()
    {
        var xml = XDocument.Load(Written(s => RunJUnit.Write(s, Report(Verdict.Pass, Verdict.Fail, Verdict.NotApplicable, Verdict.Inconclusive))));

        var suite = xml.Root!.Element("testsuite")!;
        Assert.That(suite.Attribute("name")!.Value, Is.EqualTo("features/a.feature"));
        Assert.That((suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("skipped")!.Value), Is.EqualTo(("4", "2", "1")));
        Assert.That(suite.Descendants("failure").First().Attribute("message")!.Value, Is.EqualTo("fail: it? broke"));
    }

    [Test]
    public void Markdown_ListsWhatWasNotExpectedAndEscapesIt()
    {
        string text = RunMarkdown.Write(Report(Verdict.Pass, Verdict.Fail));

        Assert.That(text, Does.Contain("| fail | 1 |").And.Contain(@"a \| Fail").And.Contain("driver linux 6.1, device reference, seed 7"));
        Assert.That(Encoding.UTF8.GetByteCount(text), Is.LessThan(2000));
    }
}
