namespace Ballast.Conformance.Scenarios;

/// <summary>
/// Makes a method the transformer of a parameter type: <c>{name}</c> in an expression matches the regular expression,
/// and the method turns its capture groups (or, without any, the whole match) into the value.
/// </summary>
/// <param name="name">The name between braces.</param>
/// <param name="expression">The regular expression, without anchors.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ParameterTypeAttribute(string name, string expression) : Attribute
{
    /// <summary>The name between braces.</summary>
    public string Name { get; } = name;

    /// <summary>The regular expression.</summary>
    public string Expression { get; } = expression;

    /// <summary>Whether snippets for undefined steps suggest this type.</summary>
    public bool UseForSnippets { get; set; } = true;
}
