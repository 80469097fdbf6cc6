using Ballast.Conformance.Clauses;
using Ballast.Conformance.Coverage;
using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Coverage;

public sealed class CoverageTableTests
{
    private static readonly CoverageTable Table = new(FeatureCatalogue.Parse("some.feature", """
        Feature: Some

          @device.balloon.hinting.2 @driver.init.9
          Scenario: One
            Given nothing

          @device.balloon.hinting.2 @nobody.knows.1
          Scenario: Two
            Given nothing
        """).Scenarios);

    [Test]
    public void Clause_WithRuleScenarioAndMutant_IsCovered()
    {
        var coverage = Table["device.balloon.hinting.2"];

        Assert.That(coverage.Rule, Is.EqualTo("CommandIdIsNotReused"));
        Assert.That(coverage.Scenarios, Is.EqualTo(new[] { "some.feature:4", "some.feature:8" }));
        Assert.That(coverage.Mutants, Does.Contain("never-counts"));
        Assert.That(coverage.Status, Is.EqualTo(CoverageStatus.Covered));
        Assert.That(coverage.Missing, Is.Empty);
    }

    [Test]
    public void Clause_ThatLacksSomething_IsUncovered()
    {
        var coverage = Table["device.balloon.hinting.3"];

        Assert.That(coverage.Status, Is.EqualTo(CoverageStatus.Uncovered));
        Assert.That(coverage.Missing, Does.Contain("scenario").And.Not.Contain("rule"));
        Assert.That(coverage.IsDisputed);
    }

    [Test]
    public void Permission_IsUntestable() => Assert.That(Table["driver.init.9"].Status, Is.EqualTo(CoverageStatus.Untestable));

    [Test]
    public void EveryClause_IsThereOnce_AndInAChapter()
    {
        Assert.That(Table.All.Select(c => c.Clause), Is.EqualTo(ClauseCatalogue.Default.All));
        Assert.That(Table.All.Count(c => SpecificationChapter.Of(c.Clause).Number == "2016"), Is.EqualTo(44));
        Assert.That(SpecificationChapter.Of(ClauseCatalogue.Default["driver.balloon.hinting.1"]).Number, Is.EqualTo("5.5"));
    }

    [Test]
    public void Totals_CountWhatCanBeObserved()
    {
        var totals = ChapterTotals.Of(Table.All);

        Assert.That(totals.Clauses, Is.EqualTo(486));
        Assert.That(totals.Observable, Is.EqualTo(ClauseCatalogue.Default.All.Count(c => c.IsObservable)));
        Assert.That(totals.WithScenario, Is.EqualTo(1));
        Assert.That(totals.WithRule + totals.Excused, Is.LessThanOrEqualTo(totals.Observable));
        Assert.That(totals.Disputed, Is.EqualTo(Table.All.Count(c => c.IsDisputed)));
    }
}
