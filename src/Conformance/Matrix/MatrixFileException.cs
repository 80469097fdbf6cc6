namespace Ballast.Conformance.Matrix;

/// <summary>A matrix file that cannot be read.</summary>
/// <param name="file">The file.</param>
/// <param name="line">Line, from 1 on.</param>
/// <param name="reason">What is wrong.</param>
public sealed class MatrixFileException(string file, long line, string reason) : Exception($"{file}:{line}: {reason.ReplaceLineEndings(" ")}")
{
    /// <summary>Line, from 1 on.</summary>
    public long Line => line;
}
