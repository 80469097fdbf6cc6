namespace Ballast.Conformance.Clauses;

/// <summary>One reading of a statement whose text is disputed. Whoever follows any of them passes.</summary>
/// <param name="Clause">The clause, or the section where no clause states it.</param>
/// <param name="Interpretation">Name of the reading: queue-numbering=offered, say.</param>
/// <param name="Gist">What it says, in a sentence.</param>
/// <param name="Link">Where it is disputed.</param>
public sealed record DisputedClause(ClauseId Clause, string Interpretation, string Gist, string Link);
