using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Tests.Clauses;

public class FieldPracticesTests
{
    private static readonly string[] MostDisputed =
    [
        "driver.balloon.inflate-deflate.4", "driver.balloon.stats.5", "device.balloon.hinting.4", "device.balloon.hinting.3", "device.balloon.hinting.6",
        "device.balloon.stats.1", "driver.balloon.stats.1", "driver.balloon.stats.4", "driver.init.14", "driver.balloon.features.1", "device.framing.1",
        "device.split.used.2", "driver.balloon.poison.2", "device.balloon.reporting.2", "device.balloon.inflate-deflate.1",
    ];

    [TestCaseSource(nameof(MostDisputed))]
    public void ClauseThatIsOftenBroken_HasAPractice(string clause) => Assert.That(FieldPractices.Default.Of(clause), Is.Not.Empty);

    [Test]
    public void Practices_AreOneLineEachAndSaidOnce()
    {
        var all = FieldPractices.Default.All;

        Assert.That(all.Where(p => p.ToString().Length > 160), Is.Empty);
        Assert.That(all.Select(p => (p.Clause, p.Who)), Is.Unique);
        Assert.That(all.Where(p => p.Practice.EndsWith('.')), Is.Empty);
    }

    [Test]
    public void ClauseThatNobodyIsKnownFor_HasNone() => Assert.That(FieldPractices.Default.Of("machine.lowmem.1"), Is.Empty);

    [Test]
    public void Practice_SaysWhoDoesWhat() => Assert.That(
        FieldPractices.Default.Of("device.balloon.hinting.2")[1].ToString(), Is.EqualTo("Firecracker counts from 2"));

    [TestCase("", 1, "the columns are id, who, practice, link")]
    [TestCase("id\twho\tpractice\tlink\ndriver.init.1\tQEMU\tdoes\n", 2, "four columns are needed, none of them empty")]
    [TestCase("id\twho\tpractice\tlink\ndriver.init.1\t\tdoes\thttps://a\n", 2, "four columns are needed, none of them empty")]
    [TestCase("id\twho\tpractice\tlink\n\nnobody.1\tQEMU\tdoes\thttps://a\n", 3, "there is no clause nobody.1")]
    [TestCase("id\twho\tpractice\tlink\ndriver.init.1\tQEMU\tdoes\tsomewhere\n", 2, "'somewhere' is no https link")]
    public void MalformedTable_SaysWhereAndWhy(string text, int line, string reason) => Assert.That(
        Assert.Throws<ClauseTableException>(() => FieldPractices.ReadTable("a.tsv", new StringReader(text), ClauseCatalogue.Default))!.Message,
        Is.EqualTo($"a.tsv:{line}: {reason}"));
}
