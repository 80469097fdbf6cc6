using System.Text.RegularExpressions;

namespace Ballast.Conformance.Scenarios;

/// <summary>A named kind of argument in Cucumber expressions, such as <c>{int}</c>.</summary>
public sealed class ParameterType
{
    private readonly Func<string?[], Type, object?>? _transform;
    private Regex? _whole;

    internal ParameterType(
        string name, IReadOnlyList<string> expressions, Type? result, Func<string?[], Type, object?>? transform, bool useForSnippets)
    {
        Name = name;
        Expressions = expressions;
        Result = result;
        UseForSnippets = useForSnippets;
        _transform = transform;
    }

    /// <summary>The name between braces; empty for the anonymous one.</summary>
    public string Name { get; }

    /// <summary>The regular expressions, any of which matches.</summary>
    public IReadOnlyList<string> Expressions { get; }

    /// <summary>The type of the values, or null when they take the type of the method's parameter.</summary>
    public Type? Result { get; }

    /// <summary>Whether snippets for undefined steps suggest this type.</summary>
    public bool UseForSnippets { get; }

    /// <summary>The method that transforms, for reports; null for a built-in type.</summary>
    public string? Source { get; internal init; }

    internal BoundMethod? Method { get; init; }

    internal string Pattern => Expressions.Count == 1 ? Expressions[0] : string.Join('|', Expressions.Select(e => $"(?:{e})"));

    internal bool MatchesWhole(string text) =>
        (_whole ??= new Regex($"^(?:{Pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))).IsMatch(text);

    internal object? Transform(string?[] captures, Type target, ScenarioContainer container) =>
        Method is { } method ? method.Convert(container, captures) : _transform!(captures, target);
}
