using Ballast.Conformance.Clauses;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Matrix;

/// <summary>How one run of a matrix went.</summary>
/// <param name="Entry">What was to be run.</param>
/// <param name="Report">Its report; null when its peer is missing.</param>
/// <param name="Missing">What is missing, in one line; else null.</param>
public sealed record MatrixRun(MatrixEntry Entry, RunReport? Report, string? Missing)
{
    private readonly Lazy<IReadOnlyDictionary<ClauseId, MatrixCell>> _cells = new(() =>
        Report is null ? new Dictionary<ClauseId, MatrixCell>() : MatrixCells.Of(Report));

    /// <summary>The clauses that it came to.</summary>
    public IReadOnlyDictionary<ClauseId, MatrixCell> Cells => _cells.Value;

    /// <summary>The version of the implementation, when it is known.</summary>
    public string? Version => Entry.IsDevice ? Report?.Device.Version : Report?.Driver.Version;

    /// <summary>How many clauses it showed so.</summary>
    public int Count(MatrixCell cell) => Cells.Values.Count(c => c == cell);
}
