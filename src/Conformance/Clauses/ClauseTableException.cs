namespace Ballast.Conformance.Clauses;

/// <summary>A clause table that cannot be read.</summary>
/// <param name="table">Name of the table.</param>
/// <param name="line">Line, from 1 on.</param>
/// <param name="reason">What is wrong with it.</param>
public sealed class ClauseTableException(string table, int line, string reason) : Exception($"{table}:{line}: {reason}")
{
    /// <summary>Line, from 1 on.</summary>
    public int Line => line;
}
