namespace Ballast.Conformance.Clauses;

/// <summary>A clause that is read in several ways, any of which passes.</summary>
/// <param name="Question">Name of the question: queue-numbering, say.</param>
/// <param name="Clause">The clause whose findings say which reading is followed.</param>
/// <param name="Readings">Names of the readings.</param>
/// <param name="What">What is disputed, in one sentence.</param>
/// <param name="Link">Where it is discussed, or can be seen.</param>
public sealed record DisputedClause(string Question, ClauseId Clause, IReadOnlyList<string> Readings, string What, string Link)
{
    /// <summary>The interpretations as findings name them: "queue-numbering=fixed", say.</summary>
    public IEnumerable<string> Interpretations => Readings.Select(r => $"{Question}={r}");
}
