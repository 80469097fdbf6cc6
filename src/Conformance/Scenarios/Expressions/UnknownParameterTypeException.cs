namespace Ballast.Conformance.Scenarios;

/// <summary>An expression names a parameter type that nobody defined.</summary>
/// <param name="name">The name between braces.</param>
/// <param name="expression">The expression that uses it.</param>
internal sealed class UnknownParameterTypeException(string name, string expression)
    : Exception($"the parameter type {{{name}}} in \"{expression}\" is not defined")
{
    public string Name { get; } = name;

    public string Expression { get; } = expression;
}
