using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Tests.Clauses;

public class DisputedClauseTests
{
    [Test]
    public void EveryDispute_IsAboutAClauseOfTheTables()
    {
        Assert.That(DisputedClauses.All, Has.Count.EqualTo(4));
        Assert.That(DisputedClauses.All.Select(d => d.Clause), Is.SubsetOf(ClauseCatalogue.Default.All.Select(c => c.Id)));
    }

    [Test]
    public void QueueNumbering_HasThreeReadings() => Assert.That(
        DisputedClauses.Of("driver.init.7").Single().Interpretations,
        Is.EqualTo(new[] { "queue-numbering=fixed", "queue-numbering=offered", "queue-numbering=negotiated" }));
}
