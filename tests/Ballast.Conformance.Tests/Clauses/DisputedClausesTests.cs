using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Tests.Clauses;

public sealed class DisputedClausesTests
{
    [Test]
    public void QueueNumbering_HasThreeReadings() => Assert.That(
        DisputedClauses.Default.Of("5.5.2").Select(r => r.Interpretation),
        Is.EqualTo(new[] { "queue-numbering=fixed", "queue-numbering=offered", "queue-numbering=negotiated" }));

    [Test]
    public void EveryDispute_HasTwoReadingsOrMore_OfAClauseOrASection()
    {
        foreach (var dispute in DisputedClauses.Default.All.GroupBy(r => r.Clause))
        {
            Assert.That(dispute.Count(), Is.GreaterThanOrEqualTo(2), dispute.Key.Value);
            Assert.That(ClauseCatalogue.Default.TryFind(dispute.Key, out _) || char.IsAsciiDigit(dispute.Key.Value[0]), dispute.Key.Value);
        }
    }

    [TestCase("", 1, "the columns are clause, interpretation, gist, link")]
    [TestCase("clause\tinterpretation\tgist\tlink\na\tb\tc\n", 2, "four columns are needed, none of them empty")]
    [TestCase("clause\tinterpretation\tgist\tlink\na\tb\tc\thttp://d\n", 2, "'http://d' is no https link")]
    public void MalformedTable_SaysWhereAndWhy(string text, int line, string reason)
    {
        var error = Assert.Throws<ClauseTableException>(() => DisputedClauses.ReadTable("a.tsv", new StringReader(text)))!;

        Assert.That(error.Message, Is.EqualTo($"a.tsv:{line}: {reason}"));
    }
}
