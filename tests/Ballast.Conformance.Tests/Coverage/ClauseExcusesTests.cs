using Ballast.Conformance.Clauses;
using Ballast.Conformance.Coverage;
using Ballast.Conformance.Rules;

namespace Ballast.Conformance.Tests.Coverage;

public sealed class ClauseExcusesTests
{
    private static readonly ClauseCatalogue Clauses = ClauseCatalogue.Default;

    [TestCase("driver.init.9", "permission only")]
    [TestCase("driver.split.publish.1", "CPU memory ordering (a stale entry seen behind a new idx would betray a miss)")]
    [TestCase("driver.reserved-bits.11", "needs a device with virtual functions, which a balloon does not have")]
    [TestCase("driver.legacy.config.1", "not applicable: every field of a balloon has 32 bits, so that one read cannot be torn")]
    [TestCase("driver.init.1", null)]
    public void Reason_IsOfTheTableOrOfTheClause(string clause, string? reason) =>
        Assert.That(ClauseExcuses.Default.Of(Clauses[clause]), Is.EqualTo(reason));

    [Test]
    public void ClauseWithARule_HasNoExcuse() =>
        Assert.That(ClauseExcuses.Default.Written.Where(RuleCatalogue.Clauses.Contains), Is.Empty, "take these lines out of fixtures/clauses/excuses.tsv");

    [Test]
    public void WhatCannotBeObserved_HasAReason() =>
        Assert.That(Clauses.All.Where(c => !c.IsObservable && string.IsNullOrWhiteSpace(ClauseExcuses.Default.Of(c))), Is.Empty);

    [Test]
    public void EveryObservableClause_HasARuleOrAReason() =>
        Assert.That(Clauses.All.Where(c => c.IsObservable && !RuleCatalogue.Clauses.Contains(c.Id) && ClauseExcuses.Default.Of(c) is null), Is.Empty);

    [TestCase("", 1, "the columns are clause, reason")]
    [TestCase("clause\treason\ndriver.init.1\n", 2, "two columns are needed, none of them empty")]
    [TestCase("clause\treason\ndriver.init.1\t\n", 2, "two columns are needed, none of them empty")]
    [TestCase("clause\treason\ndriver.nothing.1\tr\n", 2, "there is no clause driver.nothing.1")]
    [TestCase("clause\treason\ndriver.init.9\tr\n", 2, "driver.init.9 cannot be observed: its own table says why")]
    [TestCase("clause\treason\ndriver.init.1\tr\n\ndriver.init.1\tr\n", 4, "driver.init.1 occurs twice")]
    public void MalformedTable_SaysWhereAndWhy(string text, int line, string reason)
    {
        var error = Assert.Throws<ClauseTableException>(() => ClauseExcuses.ReadTable("a.tsv", new StringReader(text), Clauses))!;

        Assert.That(error.Message, Is.EqualTo($"a.tsv:{line}: {reason}"));
    }
}
