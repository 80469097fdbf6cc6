using Ballast.Conformance.Clauses;
using Ballast.Conformance.Coverage;
using Ballast.Conformance.Suite;

namespace Ballast.Conformance.Tests.Coverage;

public sealed class CoverageSnapshotTests
{
    private const string Header = "clause\trule\tscenarios\tmutants\n";

    [Test]
    public void NoClause_LostWhatCoversIt()
    {
        var files = SuiteFiles.Find(TestContext.CurrentContext.TestDirectory);
        using var accepted = File.OpenText(files.Coverage);

        var differences = CoverageSnapshot.Read("coverage.tsv", accepted).DifferencesTo(CoverageSnapshot.Of(CoverageTable.Of(files)));

        Assert.That(differences, Is.Empty, () => $"{string.Join('\n', differences)}\nto accept it: {CoverageSnapshot.Accept}\n");
    }

    [TestCase("a.1\tRule\t2\tx,y", "a.1\tRule\t2\tx,y", "")]
    [TestCase("a.1\tRule\t2\tx", "a.1\t-\t2\tx", "a.1 lost its rule Rule")]
    [TestCase("a.1\tRule\t1\tx", "a.1\tRule\t0\tx", "a.1 lost its only scenario")]
    [TestCase("a.1\tRule\t4\tx", "a.1\tRule\t0\tx", "a.1 lost all 4 scenarios")]
    [TestCase("a.1\tRule\t4\tx", "a.1\tRule\t3\tx", "a.1 lost 1 of 4 scenarios")]
    [TestCase("a.1\tRule\t4\tx,y", "a.1\tRule\t4\tx", "a.1 lost the mutant y")]
    [TestCase("a.1\texcused\t0\t-", "a.1\t-\t0\t-", "a.1 lost its excuse")]
    [TestCase("a.1\texcused\t0\t-", "a.1\tRule\t1\tx", "a.1 lost its excuse|a.1 gained its rule Rule|a.1 gained its only scenario|a.1 gained the mutant x")]
    [TestCase("a.1\tRule\t1\tx", "a.1\tRule\t2\tx", "a.1 gained 1 of 2 scenarios")]
    [TestCase("a.1\tOne\t1\tx\na.2\tTwo\t1\ty", "a.1\tOne\t1\tx", "a.2 lost its rule Two|a.2 lost its only scenario|a.2 lost the mutant y")]
    public void Differences_AreToldLossesFirst(string was, string now, string differences) =>
        Assert.That(string.Join('|', Read(was).DifferencesTo(Read(now))), Is.EqualTo(differences));

    [Test]
    public void WhatIsWritten_ReadsTheSame()
    {
        var files = SuiteFiles.Find(TestContext.CurrentContext.TestDirectory);
        var snapshot = CoverageSnapshot.Of(CoverageTable.Of(files));
        using var text = new StringWriter();

        snapshot.Write(text);

        Assert.That(CoverageSnapshot.Read("t", new StringReader(text.ToString())).DifferencesTo(snapshot), Is.Empty);
        Assert.That(text.ToString().Split('\n').Where(l => l.Length > 0).Count(), Is.EqualTo(1 + ClauseCatalogue.Default.All.Count));
    }

    [TestCase("", 1, "the columns are clause, rule, scenarios, mutants")]
    [TestCase(Header + "a.1\tRule\t1\n", 2, "four columns are needed, none of them empty")]
    [TestCase(Header + "a.1\tRule\tmany\t-\n", 2, "'many' is no number of scenarios")]
    [TestCase(Header + "a.1\tRule\t1\t-\na.1\tRule\t1\t-\n", 3, "a.1 occurs twice")]
    public void MalformedSnapshot_SaysWhereAndWhy(string text, int line, string reason)
    {
        var error = Assert.Throws<ClauseTableException>(() => CoverageSnapshot.Read("a.tsv", new StringReader(text)))!;

        Assert.That(error.Message, Is.EqualTo($"a.tsv:{line}: {reason}"));
    }

    private static CoverageSnapshot Read(string lines) => CoverageSnapshot.Read("a.tsv", new StringReader(Header + lines));
}
