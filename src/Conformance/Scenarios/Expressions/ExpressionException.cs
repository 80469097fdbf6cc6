namespace Ballast.Conformance.Scenarios;

/// <summary>An expression that cannot be understood.</summary>
public sealed class ExpressionException : FormatException
{
    internal ExpressionException(string expression, int column, string problem)
        : base($"{problem}, at column {column + 1} of \"{expression}\"") => Column = column + 1;

    /// <summary>Where the problem begins, from 1.</summary>
    public int Column { get; }
}
