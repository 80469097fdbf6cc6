namespace Ballast.Conformance.Suite;

/// <summary>What was asked for cannot be run: a file that is not there or malformed, a step that nobody defines. One line each.</summary>
public sealed class SuiteSelectionException(IReadOnlyList<string> lines) : Exception(lines[0])
{
    /// <summary>What is wrong.</summary>
    public IReadOnlyList<string> Lines => lines;
}
