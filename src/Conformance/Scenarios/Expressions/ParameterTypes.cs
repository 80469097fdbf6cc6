using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Ballast.Conformance.Scenarios;

/// <summary>The parameter types that expressions may use: the built-in ones and those that were added.</summary>
internal sealed partial class ParameterTypes
{
    private const string Integer = @"-?[0-9]+";
    private const string Fraction = @"(?=.*[0-9].*)[-+]?[0-9]*(?:\.(?=[0-9].*))?[0-9]*(?:[0-9]+[E][+-]?[0-9]+)?";
    private const string Quoted = """
        "([^"\\]*(\\.[^"\\]*)*)"|'([^'\\]*(\\.[^'\\]*)*)'
        """;

    private readonly Dictionary<string, ParameterType> _byName = new(StringComparer.Ordinal);
    private readonly List<ParameterType> _added = [];

    public ParameterTypes()
    {
        Define("int", typeof(int), [Integer, "[0-9]+"], forSnippets: true);
        Define("float", typeof(float), [Fraction], forSnippets: true);
        Define("double", typeof(double), [Fraction]);
        Define("byte", typeof(byte), [Integer, "[0-9]+"]);
        Define("short", typeof(short), [Integer, "[0-9]+"]);
        Define("long", typeof(long), [Integer, "[0-9]+"]);
        Define("biginteger", typeof(System.Numerics.BigInteger), [Integer, "[0-9]+"]);
        Define("bigdecimal", typeof(decimal), [Fraction]);
        Define("word", typeof(string), [@"[^\s]+"]);
        Define("", typeof(string), [".*"]);
        _byName["string"] = new ParameterType("string", [Quoted], typeof(string), Unquote, useForSnippets: true);
    }

    /// <summary>The added ones, in the order of registration.</summary>
    public IReadOnlyList<ParameterType> Added => _added;

    /// <summary>All that snippets may suggest.</summary>
    public IEnumerable<ParameterType> ForSnippets => _byName.Values.Where(t => t.UseForSnippets);

    public bool TryGet(string name, [NotNullWhen(true)] out ParameterType? type) => _byName.TryGetValue(name, out type);

    /// <summary>The added type that makes values of this kind from this text, if exactly one does.</summary>
    public ParameterType? ForValue(Type target, string text)
    {
        var fitting = _added.Where(t => t.Result == target && t.MatchesWhole(text)).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    /// <exception cref="BindingException">The name is taken or cannot be a name, or the expression is not a regular expression.</exception>
    public void Add(ParameterType type)
    {
        if (type.Name.AsSpan().IndexOfAny(ExpressionReader.NotInNames) is >= 0 and var bad)
            throw new BindingException($"'{type.Name}' cannot name a parameter type: it contains '{type.Name[bad]}'");
        if (!_byName.TryAdd(type.Name, type))
            throw new BindingException($"the parameter type {{{type.Name}}} is defined twice");
        try
        {
            _ = new GroupTree(type.Pattern);
        }
        catch (ArgumentException e)
        {
            throw new BindingException($"the parameter type {{{type.Name}}} has a bad regular expression: {e.Message}", e);
        }
        _added.Add(type);
    }

    private void Define(string name, Type result, string[] expressions, bool forSnippets = false) =>
        _byName[name] = new ParameterType(name, expressions, result, (captures, target) => ArgumentConversion.FromText(captures[0], target), forSnippets);

    private static object? Unquote(string?[] captures, Type target)
    {
        var content = captures[0] ?? (captures.Length > 1 ? captures[1] : null);
        return ArgumentConversion.FromText(content is null ? "" : EscapedQuote().Replace(content, "$1"), target);
    }

    [GeneratedRegex(@"\\([""'])", RegexOptions.CultureInvariant)]
    private static partial Regex EscapedQuote();
}
