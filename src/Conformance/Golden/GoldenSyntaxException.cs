namespace Ballast.Conformance.Golden;

/// <summary>A golden trace that cannot be read.</summary>
/// <param name="file">Its file.</param>
/// <param name="line">Line, from 1 on.</param>
/// <param name="reason">What is wrong.</param>
public sealed class GoldenSyntaxException(string file, int line, string reason) : Exception($"{file}:{line}: {reason}")
{
    /// <summary>Line, from 1 on.</summary>
    public int Line => line;
}
