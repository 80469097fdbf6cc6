using Ballast.Conformance.Clauses;
using Ballast.Conformance.Expectations;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Tests.Expectations;

public class ExpectationTests
{
    private static readonly ExpectedSides Linux = new("linux:6.1", "6.1.0", "reference", null);

    private const string Unbind = """
        - clause: driver.balloon.inflate-deflate.4
          when: { driver: linux* }
          match: taken back
          reason: the balloon is emptied on unbind
          link: https://example.org/228
        """;

    private static ScenarioVerdict Verdict(Verdict verdict, string? brokenClause = null) => new(verdict,
        brokenClause is null ? [] : [new(brokenClause, RuleOutcome.Broken, 3, "4 pages are taken back", Side.Driver, [3])],
        verdict == Conformance.Verdicts.Verdict.Pass ? null : "4 pages are taken back");

    private static ScenarioVerdict Apply(string yaml, ScenarioVerdict verdict, string tag, ScenarioVerdict? without = null, ExpectedSides? sides = null) =>
        ExpectationSet.Parse("e.yaml", yaml).Apply("features/balloon.feature:12", "Balloon › unbind", [tag], sides ?? Linux, verdict, _ => without ?? Verdict(Conformance.Verdicts.Verdict.Pass));

    [Test]
    public void ExpectedBreakOfTheTaggedClause_IsAnExpectedFail()
    {
        var verdict = Apply(Unbind, Verdict(Conformance.Verdicts.Verdict.Fail, "driver.balloon.inflate-deflate.4"), "driver.balloon.inflate-deflate.4");

        Assert.That(verdict.Verdict, Is.EqualTo(Conformance.Verdicts.Verdict.ExpectedFail));
        Assert.That(verdict.Reason, Is.EqualTo("the balloon is emptied on unbind (https://example.org/228): 4 pages are taken back"));
    }

    [Test]
    public void ExpectedBreakOfAnotherClause_LeavesTheRestOfTheVerdict()
    {
        var broken = Verdict(Conformance.Verdicts.Verdict.Fail, "driver.balloon.inflate-deflate.4");

        Assert.That(Apply(Unbind, broken, "driver.init.1").Verdict, Is.EqualTo(Conformance.Verdicts.Verdict.Pass));
        Assert.That(Apply(Unbind, broken, "driver.init.1", Verdict(Conformance.Verdicts.Verdict.Fail, "driver.init.1")).Verdict, Is.EqualTo(Conformance.Verdicts.Verdict.Fail));
    }

    [Test]
    public void PassWhereAFailureIsExpected_IsUnexpected() => Assert.That(
        Apply(Unbind, Verdict(Conformance.Verdicts.Verdict.Pass), "driver.balloon.inflate-deflate.4").Verdict, Is.EqualTo(Conformance.Verdicts.Verdict.UnexpectedPass));

    [Test]
    public void OtherSide_IsNotExcused() => Assert.That(
        Apply(Unbind, Verdict(Conformance.Verdicts.Verdict.Fail, "driver.balloon.inflate-deflate.4"), "driver.balloon.inflate-deflate.4",
            sides: new("reference", null, "reference", null)).Verdict, Is.EqualTo(Conformance.Verdicts.Verdict.Fail));

    [TestCase("- { scenario: '*', match: taken, may-pass: true, reason: known }", Conformance.Verdicts.Verdict.Fail, Conformance.Verdicts.Verdict.ExpectedFail)]
    [TestCase("- { scenario: '*', match: taken, may-pass: true, reason: known }", Conformance.Verdicts.Verdict.Pass, Conformance.Verdicts.Verdict.Pass)]
    [TestCase("- { scenario: '*', match: taken, may-pass: false, reason: known }", Conformance.Verdicts.Verdict.Pass, Conformance.Verdicts.Verdict.UnexpectedPass)]
    [TestCase("- { scenario: '*', match: given, may-pass: true, reason: known }", Conformance.Verdicts.Verdict.Fail, Conformance.Verdicts.Verdict.Fail)]
    [TestCase("- { clause: driver.init.1, may-pass: true, reason: known }", Conformance.Verdicts.Verdict.Pass, Conformance.Verdicts.Verdict.Pass)]
    [TestCase("- { clause: driver.init.1, reason: known }", Conformance.Verdicts.Verdict.Pass, Conformance.Verdicts.Verdict.UnexpectedPass)]
    public void WhatMayPass_IsNoSurpriseWhenItDoes(string yaml, Verdict plain, Verdict expected) =>
        Assert.That(Apply(yaml, Verdict(plain), "driver.init.1").Verdict, Is.EqualTo(expected));

    [Test]
    public void FaultBehindAKnownOneOfAClause_IsHeldAgainstTheScenario()
    {
        const string Yaml = """
            - { scenario: '*unbind', match: outstanding, reason: the second }
            - { clause: driver.init.2, reason: the first }
            """;
        var broken = Verdict(Conformance.Verdicts.Verdict.Fail, "driver.init.2");

        var verdict = Apply(Yaml, broken, "driver.init.1", new(Conformance.Verdicts.Verdict.Fail, [], "1 outstanding"));

        Assert.That(verdict.Verdict, Is.EqualTo(Conformance.Verdicts.Verdict.ExpectedFail));
        Assert.That(verdict.Reason, Is.EqualTo("the second: 1 outstanding"));
    }

    [TestCase("- { scenario: '*unbind', reason: known }", Conformance.Verdicts.Verdict.ExpectedFail)]
    [TestCase("- { scenario: 'features/balloon.feature:12', match: 'TAKEN', reason: known }", Conformance.Verdicts.Verdict.ExpectedFail)]
    [TestCase("- { scenario: '*unbind', match: 'something else', reason: known }", Conformance.Verdicts.Verdict.Fail)]
    [TestCase("- { scenario: '*unbind', verdict: warn, reason: known }", Conformance.Verdicts.Verdict.Fail)]
    [TestCase("- { scenario: '*unbind', when: { version: '5.*' }, reason: known }", Conformance.Verdicts.Verdict.Fail)]
    public void ExpectedScenario_IsFoundByIdOrName(string yaml, Verdict expected) =>
        Assert.That(Apply(yaml, Verdict(Conformance.Verdicts.Verdict.Fail), "driver.init.1").Verdict, Is.EqualTo(expected));

    [TestCase("a: b", "e.yaml:1: a list of expectations is needed")]
    [TestCase("- text", "e.yaml:1: an expectation is a mapping")]
    [TestCase("- { reason: why }", "e.yaml:1: an expectation names a scenario or a clause")]
    [TestCase("- { clause: a }", "e.yaml:1: an expectation says its reason")]
    [TestCase("\n- { clause: a, reason: b, whne: c }", "e.yaml:2: 'whne' is unknown")]
    [TestCase("- { clause: a, reason: b, verdict: pass }", "e.yaml:1: 'pass' cannot be expected: fail, warn and inconclusive can")]
    [TestCase("- { clause: [a], reason: b }", "e.yaml:1: the value of clause is text")]
    [TestCase("- { clause: a, clause: b, reason: b }", "e.yaml:1: 'clause' occurs twice")]
    public void MalformedFile_SaysWhereAndWhy(string yaml, string message) => Assert.That(
        Assert.Throws<ExpectationException>(() => ExpectationSet.Parse("e.yaml", yaml))!.Message, Is.EqualTo(message));

    [TestCase("- { clause: a")]
    [TestCase("- &a { clause: *a, reason: b }")]
    [TestCase("\t- x")]
    public void BrokenYaml_IsOneClearError(string yaml) =>
        Assert.That(() => ExpectationSet.Parse("e.yaml", yaml), Throws.TypeOf<ExpectationException>().With.Message.StartsWith("e.yaml:"));

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("# nothing yet\n")]
    public void EmptyFile_ExpectsNothing(string yaml) => Assert.That(ExpectationSet.Parse("e.yaml", yaml).All, Is.Empty);

    [Test]
    public void HugeFile_IsRefused() => Assert.That(
        () => ExpectationSet.Parse("e.yaml", new string('#', 2 << 20)), Throws.TypeOf<ExpectationException>().With.Message.Contains("more than"));
}
