using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Tests.Verdicts;

public class VerdictOfTests
{
    private const string Must = "device.balloon.hinting.2";
    private const string Should = "device.balloon.hinting.1";
    private const string Drivers = "driver.init.11";

    private static Finding Found(string clause, RuleOutcome outcome) =>
        new(clause, outcome, outcome == RuleOutcome.NotExercised ? null : 7, "seen", ClauseCatalogue.Default[clause].Side, []);

    private static ScenarioVerdict Judged(StepsOutcome steps, string tag, GoldenOutcome golden, params Finding[] findings) => VerdictOf.Scenario(
        steps, steps == StepsOutcome.Passed ? null : "the step said so", [ClauseCatalogue.Default[tag]], findings, new HashSet<Side> { Side.Device }, golden);

    [TestCase(Must, RuleOutcome.Kept, Verdict.Pass)]
    [TestCase(Must, RuleOutcome.Broken, Verdict.Fail)]
    [TestCase(Must, RuleOutcome.NotExercised, Verdict.Inconclusive)]
    [TestCase(Should, RuleOutcome.Kept, Verdict.Pass)]
    [TestCase(Should, RuleOutcome.Broken, Verdict.Warn)]
    [TestCase(Drivers, RuleOutcome.Broken, Verdict.Fail)]
    public void TaggedClause_Decides(string tag, RuleOutcome outcome, Verdict expected) =>
        Assert.That(Judged(StepsOutcome.Passed, tag, GoldenOutcome.Conforms, Found(tag, outcome)).Verdict, Is.EqualTo(expected));

    [TestCase("device.reset.2", Verdict.Fail)]
    [TestCase(Should, Verdict.Warn)]
    [TestCase(Drivers, Verdict.Pass)]
    public void UntaggedClause_CountsForTheSideUnderTestOnly(string broken, Verdict expected)
    {
        var verdict = Judged(StepsOutcome.Passed, Must, GoldenOutcome.Conforms, Found(Must, RuleOutcome.Kept), Found(broken, RuleOutcome.Broken));

        Assert.That(verdict.Verdict, Is.EqualTo(expected));
        Assert.That(verdict.Findings.Any(f => f.Clause == broken), Is.EqualTo(expected != Verdict.Pass));
    }

    [TestCase(StepsOutcome.Failed, Verdict.Fail)]
    [TestCase(StepsOutcome.NotApplicable, Verdict.NotApplicable)]
    [TestCase(StepsOutcome.Unsupported, Verdict.Unsupported)]
    [TestCase(StepsOutcome.SuiteError, Verdict.SuiteError)]
    public void StepsThatDidNotPass_Decide(StepsOutcome steps, Verdict expected)
    {
        var verdict = Judged(steps, Must, GoldenOutcome.Conforms, Found(Must, RuleOutcome.Kept));

        Assert.That((verdict.Verdict, verdict.Reason), Is.EqualTo((expected, "the step said so")));
    }

    [TestCase(GoldenOutcome.Conforms, Verdict.Pass)]
    [TestCase(GoldenOutcome.DiffersWhereItMay, Verdict.Warn)]
    [TestCase(GoldenOutcome.DiffersWhereItMustNot, Verdict.Fail)]
    public void GoldenTrace_Counts(GoldenOutcome golden, Verdict expected) =>
        Assert.That(Judged(StepsOutcome.Passed, Must, golden, Found(Must, RuleOutcome.Kept)).Verdict, Is.EqualTo(expected));

    [Test]
    public void MissingEvidence_IsNamed() => Assert.That(
        Judged(StepsOutcome.Passed, Must, GoldenOutcome.Conforms).Reason, Is.EqualTo($"{Must}: not exercised"));
}
