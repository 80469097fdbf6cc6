using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Tests.Clauses;

public class ClauseCatalogueTests
{
    [Test]
    public void Catalogue_HoldsBothTables()
    {
        Assert.That(ClauseCatalogue.Default.All, Has.Count.EqualTo(442 + 44));
        Assert.That(ClauseCatalogue.Default["bitmap.answer.7"].Side, Is.EqualTo(Side.Device));
        Assert.That(ClauseCatalogue.Default["device.balloon.hinting.2"].Level, Is.EqualTo(ClauseLevel.MustNot));
        Assert.That(ClauseCatalogue.Default.Of(Side.Machine).Count(), Is.EqualTo(6));
    }

    [Test]
    public void Ids_AreOrderedByNumber() => Assert.That(
        new ClauseId[] { "driver.init.10", "driver.init.2", "device.reset.1" }.Order().Select(c => c.Value),
        Is.EqualTo(new[] { "device.reset.1", "driver.init.2", "driver.init.10" }));

    [TestCase("", 1, "the table is empty")]
    [TestCase("id\twho\n", 1, "the column level is missing")]
    [TestCase("id\twho\tlevel\tobservable\tstatement\thow_observed\na\tdriver\n", 2, "2 columns where the header has 6")]
    [TestCase("id\twho\tlevel\tobservable\tstatement\thow_observed\na\tnobody\tMUST\tt\ts\th\n", 2, "nobody is called 'nobody'")]
    [TestCase("id\twho\tlevel\tobservable\tstatement\thow_observed\na\tdriver\tOUGHT\tt\ts\th\n", 2, "'OUGHT' is no level")]
    public void MalformedTable_SaysWhereAndWhy(string text, int line, string reason)
    {
        var error = Assert.Throws<ClauseTableException>(() => ClauseCatalogue.ReadTable("a.tsv", new StringReader(text)))!;

        Assert.That(error.Message, Is.EqualTo($"a.tsv:{line}: {reason}"));
    }

    [Test]
    public void IdThatOccursTwice_IsRefused()
    {
        var clause = ClauseCatalogue.Default["driver.init.1"];

        Assert.That(() => new ClauseCatalogue([clause, clause]), Throws.ArgumentException.With.Message.Contains("driver.init.1 occurs twice"));
    }
}
