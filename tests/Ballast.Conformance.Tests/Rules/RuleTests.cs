using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants;
using Ballast.Conformance.Rules;
using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Tests.Rules;

public class RuleTests
{
    private static IEnumerable<RuleCase> Cases =>
    [
        .. NegotiationCases.All, .. LifecycleCases.All, .. BalloonCases.All, .. HintingCases.All, .. BitmapCases.All, .. MigrationCases.All, .. RingCases.All,
        .. ReportingCases.All, .. LegacyCases.All, .. MmioCases.All, .. LegacyPciCases.All,
    ];

    [TestCaseSource(nameof(Cases))]
    public void Trace_IsJudgedByItsRule(RuleCase given)
    {
        var findings = Judge.Run(given.Trace, [RuleCatalogue.Create(given.Clause)!]);

        Assert.That(findings[0].Outcome, Is.EqualTo(given.Expected), string.Join('\n', findings));
    }

    [Test]
    public void EveryRule_HasATraceThatKeepsAndOneThatBreaksIt()
    {
        foreach (var clause in RuleCatalogue.Clauses)
        {
            // Rules about registers of PCI have their traces from scenarios and mutants: what a whole driver does says more.
            if (Cases.All(c => c.Clause != clause.Value) && (clause.Value.Contains(".pci.") || clause.Value == "driver.reserved-bits.13"))
            {
                Assert.That(MutantCatalogue.All.Any(m => m.Breaks.Contains(clause)), Is.True, clause.Value);
                continue;
            }
            var outcomes = Cases.Where(c => c.Clause == clause.Value).Select(c => c.Expected).ToHashSet();
            Assert.That(outcomes, Is.SupersetOf(new[] { RuleOutcome.Kept, RuleOutcome.Broken }), clause.Value);
        }
    }

    [Test]
    public void TraceThatConcernsNobody_ExercisesNothing([Values] Dialect dialect)
    {
        var findings = Judge.Run(RuleCase.TraceOf(dialect, new WorkloadChanged("idle", true)));

        Assert.That(findings.Select(f => f.Outcome), Is.All.EqualTo(RuleOutcome.NotExercised));
        Assert.That(findings.Select(f => f.Clause), Is.Unique);
    }

    [Test]
    public void EveryRule_JudgesAClauseOfTheTables() =>
        Assert.That(RuleCatalogue.Clauses, Is.SubsetOf(ClauseCatalogue.Default.All.Select(c => c.Id)));

    [Test]
    public void EveryClauseOf2016_HasARule()
    {
        var series = ClauseCatalogue.Default.All.Where(c => c.AppliesTo == "bitmap dialect").Select(c => c.Id).ToList();

        Assert.That(series, Has.Count.EqualTo(44));
        Assert.That(RuleCatalogue.Clauses, Is.SupersetOf(series));
    }

    [Test]
    public void EveryObservableHintingClause_HasARule() => Assert.That(RuleCatalogue.Clauses, Is.SupersetOf(
        ClauseCatalogue.Default.All.Where(c => c.Id.Value.Split('.') is [_, "balloon", "hinting", _] && c.IsObservable).Select(c => c.Id)));

    [Test]
    public void EventsInAnyOrder_NeverThrow([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var all = Cases.SelectMany(c => c.Trace.Events).ToArray();
        var some = Enumerable.Range(0, 300).Select(_ => all[random.Next(all.Length)]).ToList();

        Assert.That(() => Judge.Run(RuleCase.TraceOf((Dialect)(seed % 2), some)), Throws.Nothing);
    }

    [Test]
    public void BrokenClause_NamesEventAndSide()
    {
        var trace = RuleCase.TraceOf(Dialect.Hint, Told.Shows(0, 5), Told.Shows(5, 1), Told.Shows(1, 5));

        var finding = Judge.Run(trace).Single(f => f.Clause == "device.balloon.hinting.2");

        Assert.That(finding, Is.EqualTo(new Finding("device.balloon.hinting.2", RuleOutcome.Broken, 3,
            "command id 5 is shown again; its round was opened at #1 and never ended", Side.Device, finding.Evidence)));
    }
}
