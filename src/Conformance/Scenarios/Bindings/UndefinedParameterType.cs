namespace Ballast.Conformance.Scenarios;

/// <summary>A parameter type that an expression uses and nobody defined; its step definition takes no part.</summary>
/// <param name="Name">The name between braces.</param>
/// <param name="Expression">The expression.</param>
/// <param name="Source">Class and method that carry the expression.</param>
public sealed record UndefinedParameterType(string Name, string Expression, string Source);
