using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Matrix;

/// <summary>A clause in a matrix.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Cells">What each run showed, in the order of the columns.</param>
public sealed record MatrixRow(ClauseId Clause, IReadOnlyList<MatrixCell> Cells)
{
    /// <summary>How binding it is; null for a clause that is in no table.</summary>
    public ClauseLevel? Level => ClauseCatalogue.Default.TryFind(Clause, out var clause) ? clause.Level : null;
}
