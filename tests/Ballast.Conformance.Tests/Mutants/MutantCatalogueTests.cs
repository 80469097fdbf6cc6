using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants;

namespace Ballast.Conformance.Tests.Mutants;

public sealed class MutantCatalogueTests
{
    [Test]
    public void Ids_AreUsedOnce() => Assert.That(MutantCatalogue.All.Select(m => m.Id), Is.Unique);

    [TestCaseSource(nameof(Mutants))]
    public void Mutant_NamesClausesThatThereAre(Mutant mutant)
    {
        Assert.That(mutant.Breaks, Is.Not.Empty);
        Assert.That(mutant.Breaks.Where(c => !ClauseCatalogue.Default.TryFind(c, out _)), Is.Empty);
        Assert.That(mutant.Id, Does.Match("^[a-z0-9-]+$"));
    }

    private static IEnumerable<TestCaseData> Mutants() => MutantCatalogue.All.Select(m => new TestCaseData(m).SetArgDisplayNames(m.Id));
}
