using System.Text.Json;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Matrix;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;
using Json.Schema;

namespace Ballast.Conformance.Tests.Matrix;

public sealed class MatrixReportTests
{
    private const string Start = "driver.balloon.hinting.2", Once = "driver.balloon.hinting.3", Offer = "driver.balloon.hinting.4", Device = "device.balloon.hinting.2";

    [Test]
    public void Clauses_ThatAllShowAlikeAndNobodyBreaks_AreLeftOut()
    {
        var report = Matrix(
            Driver("old", Result(1, Verdict.Fail, Kept(Start), Broken(Once)), Result(2, Verdict.Pass, Kept(Offer))),
            Driver("new", Result(1, Verdict.Pass, Kept(Start), Kept(Once)), Result(2, Verdict.Pass, Kept(Offer))));

        Assert.That(Rows(report), Is.EqualTo([$"{Once}: broken kept"]));
    }

    [Test]
    public void ClauseThatOneDriverNeverCameTo_Differs_AndDevicesDoNotCount()
    {
        var report = Matrix(
            Driver("old", Result(1, Verdict.NotApplicable, Kept(Start)), Result(2, Verdict.Pass, Kept(Offer))),
            Driver("new", Result(1, Verdict.Pass, Kept(Start)), Result(2, Verdict.Pass, Kept(Offer))),
            Of("qemu", "device: qemu", Result(3, Verdict.Pass, Kept(Device))));

        Assert.That(Rows(report), Is.EqualTo([$"{Start}: – kept –"]));
    }

    [Test]
    public void ExpectedFailure_IsExpected_UnlessItIsBrokenElsewhereToo()
    {
        var report = Matrix(Driver("old",
            Result(1, Verdict.ExpectedFail, Broken(Start)), Result(2, Verdict.Pass, Kept(Start)),
            Result(3, Verdict.ExpectedFail, Broken(Once)), Result(4, Verdict.Fail, Broken(Once))));

        Assert.That(Rows(report), Is.EqualTo([$"{Start}: expected", $"{Once}: broken"]));
    }

    [TestCase(Verdict.Fail, "broken")]
    [TestCase(Verdict.ExpectedFail, "expected")]
    public void FailureThatAStepFound_IsOfTheClausesOfItsScenario(Verdict verdict, string cell)
    {
        var report = Matrix(Driver("old", Result(1, verdict) with { Clauses = [Start] }));

        Assert.That(Rows(report), Is.EqualTo([$"{Start}: {cell}"]));
    }

    [Test]
    public void Deviations_AreOneForEachSetOfClauses_WithTheCommandOfTheFirst()
    {
        var report = Matrix(Driver("old", Result(1, Verdict.Fail, Broken(Start)), Result(2, Verdict.Fail, Broken(Start)), Result(3, Verdict.Inconclusive) with { Clauses = [Once] }));

        Assert.That(report.Deviations.Select(d => $"{d.Verdict.Name()} {string.Join(' ', d.Clauses)} {d.Scenarios}: {d.Command}"), Is.EqualTo(
        [
            $"fail {Start} 2: ballast run features/a.feature:1 --driver linux --seed 1",
            $"inconclusive {Once} 1: ballast run features/a.feature:3 --driver linux --seed 1",
        ]));
    }

    [TestCase("pass", ExpectedResult = 0)]
    [TestCase("expected-fail, warn", ExpectedResult = 0)]
    [TestCase("pass, fail", ExpectedResult = 1)]
    [TestCase("suite-error, fail", ExpectedResult = 3)]
    [TestCase("pass, missing", ExpectedResult = 3)]
    [TestCase("fail, missing", ExpectedResult = 1)]
    [TestCase("missing", ExpectedResult = 3)]
    [TestCase("pass, not-applicable", ExpectedResult = 4)]
    public int ExitCode_IsThatOfTheWorst(string verdicts) => Matrix([.. verdicts.Split(", ").Select((name, i) =>
        VerdictNames.TryParse(name, out var verdict) ? Driver($"run {i}", Result(1, verdict)) : new MatrixRun(Entry($"run {i}", "driver: linux"), null, "it is not prepared"))]).ExitCode;

    [Test]
    public void Markdown_HasTheTableTheTotalsAndTheMissing()
    {
        string text = MatrixMarkdown.Write(Matrix(
            Driver("old|er", Result(1, Verdict.Fail, Broken(Once))), new(Entry("gone", "device: qemu:trixie"), null, "qemu:trixie: it is not prepared")));

        Assert.That(text, Does.Contain("| clause | level | old\\|er (6.1) |\n|---|---|---|\n"));
        Assert.That(text, Does.Contain($"| {Once} | MUST NOT | **broken** |\n"));
        Assert.That(text, Does.Contain("| *clauses broken* | | 1 |\n").And.Contain("| *fail* | | 1 |\n"));
        Assert.That(text, Does.Contain("**gone** was not run: qemu:trixie: it is not prepared\n"));
        Assert.That(text, Does.Contain("```\nballast run features/a.feature:1 --driver linux --seed 1\n```\n"));
    }

    [Test]
    public void Json_FitsItsSchema()
    {
        using var stream = new MemoryStream();

        MatrixJson.Write(stream, Matrix(
            Driver("old", Result(1, Verdict.Fail, Broken(Once))), Driver("new", Result(1, Verdict.Pass, Kept(Start))), new(Entry("gone", "device: qemu:trixie"), null, "it is not prepared")));

        using var json = JsonDocument.Parse(stream.ToArray());
        string schema = Path.Combine(SuiteFiles.Find(TestContext.CurrentContext.TestDirectory).Root, "fixtures", "schemas", "matrix.schema.json");
        Assert.That(JsonSchema.FromText(File.ReadAllText(schema)).Evaluate(json.RootElement).IsValid);
        Assert.That(json.RootElement.GetProperty("clauses")[1].GetProperty("cells").GetProperty("old").GetString(), Is.EqualTo("broken"));
        Assert.That(json.RootElement.GetProperty("runs")[2].GetProperty("missing").GetString(), Is.EqualTo("it is not prepared"));
    }

    private static IEnumerable<string> Rows(MatrixReport report) => report.Rows.Select(r => $"{r.Clause}: {string.Join(' ', r.Cells.Select(c => c.Name()))}");

    private static MatrixReport Matrix(params MatrixRun[] runs) => new("ballast 0.1.0", 1, runs);

    private static MatrixRun Driver(string name, params ScenarioResult[] results) => Of(name, "driver: linux", results);

    private static MatrixRun Of(string name, string side, params ScenarioResult[] results)
    {
        var entry = Entry(name, side);
        return new(entry, new("ballast 0.1.0", new(entry.Driver.ToString(), "6.1"), new(entry.Device.ToString(), "7.2"), 1, results), null);
    }

    private static MatrixEntry Entry(string name, string side) => MatrixFile.Parse("m.yaml", $"- name: '{name}'\n  {side}").Single();

    private static ScenarioResult Result(int line, Verdict verdict, params Finding[] findings) =>
        new($"features/a.feature:{line}", $"a | {line}", Side.Driver, [.. findings.Select(f => f.Clause)], verdict, findings, TimeSpan.FromSeconds(1));

    private static Finding Kept(string clause) => new(clause, RuleOutcome.Kept, 1, null, Side.Driver, [1]);

    private static Finding Broken(string clause) => new(clause, RuleOutcome.Broken, 2, "seen", Side.Driver, [2]);
}
