namespace Ballast.Conformance.Scenarios;

/// <summary>What a step's text must look like: a Cucumber expression or a regular expression.</summary>
internal sealed class StepPattern
{
    private readonly GroupTree _tree;
    private readonly IReadOnlyList<ParameterType>? _parameters;

    private StepPattern(string source, string regex, IReadOnlyList<ParameterType>? parameters)
    {
        Source = source;
        _tree = new GroupTree(regex);
        _parameters = parameters;
    }

    public string Source { get; }

    public bool IsRegularExpression => _parameters is null;

    public int ArgumentCount => _tree.Count;

    public static bool LooksLikeRegularExpression(string source) =>
        source.StartsWith('^') || source.EndsWith('$');

    /// <exception cref="ExpressionException">A Cucumber expression is malformed.</exception>
    /// <exception cref="UnknownParameterTypeException">It names a type that is not defined.</exception>
    /// <exception cref="ArgumentException">A regular expression is malformed.</exception>
    public static StepPattern Read(string source, ParameterTypes types)
    {
        if (LooksLikeRegularExpression(source))
            return new StepPattern(source, source, null);
        var reader = new ExpressionReader(source, types);
        var regex = reader.ToRegularExpression();
        return new StepPattern(source, regex, reader.Parameters);
    }

    /// <summary>The arguments in the text, or null when it does not match.</summary>
    public IReadOnlyList<StepArgument>? Match(string text)
    {
        var groups = _tree.Match(text);
        return groups is null
            ? null
            : [.. groups.Select((g, i) => new StepArgument(g, _parameters?[i]))];
    }
}
