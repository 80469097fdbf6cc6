using System.Buffers;
using System.Text;

namespace Ballast.Conformance.Scenarios;

/// <summary>
/// Turns a Cucumber expression into a regular expression: text, <c>{parameter}</c>, <c>optional(s)</c>,
/// <c>one/other</c> between blanks, and <c>\</c> before a character that shall mean itself.
/// </summary>
internal sealed class ExpressionReader(string expression, ParameterTypes types)
{
    internal static readonly SearchValues<char> NotInNames = SearchValues.Create("[]()$.|?*+{}/\\");

    private const string Escapable = "(){}/\\";

    private readonly List<ParameterType> _parameters = [];
    private int _at;

    public IReadOnlyList<ParameterType> Parameters => _parameters;

    /// <exception cref="ExpressionException">The expression is malformed.</exception>
    /// <exception cref="UnknownParameterTypeException">It names a type that is not defined.</exception>
    public string ToRegularExpression()
    {
        var pattern = new StringBuilder("^");
        while (_at < expression.Length)
        {
            if (expression[_at] == '{')
                pattern.Append(Parameter());
            else if (char.IsWhiteSpace(expression[_at]))
                pattern.Append(Literal(expression[_at++]));
            else
                pattern.Append(Word());
        }
        return pattern.Append('$').ToString();
    }

    // A word ends at a blank or at a parameter, and so does an alternation.
    private string Word()
    {
        var alternatives = new List<Alternative> { new(_at) };
        while (_at < expression.Length && expression[_at] != '{' && !char.IsWhiteSpace(expression[_at]))
        {
            var current = alternatives[^1];
            switch (expression[_at])
            {
                case '/':
                    _at++;
                    alternatives.Add(new Alternative(_at));
                    break;
                case '(':
                    current.Pattern.Append(Optional());
                    break;
                default:
                    current.Pattern.Append(Literal(Character()));
                    current.HasText = true;
                    break;
            }
        }
        if (alternatives.Count == 1)
            return alternatives[0].Pattern.ToString();
        foreach (var alternative in alternatives)
        {
            if (alternative.Pattern.Length == 0)
                throw Problem(Math.Min(alternative.Start, expression.Length), "an alternative may not be empty: write \\/ for a slash");
            if (!alternative.HasText)
                throw Problem(alternative.Start, "an alternative may not be optional as a whole");
        }
        return $"(?:{string.Join('|', alternatives.Select(a => a.Pattern))})";
    }

    private string Optional()
    {
        var start = _at++;
        var pattern = new StringBuilder();
        while (_at < expression.Length && expression[_at] != ')')
        {
            if (expression[_at] == '(')
                throw Problem(_at, "an optional may not contain another: write \\( for a bracket");
            if (expression[_at] == '{')
                throw Problem(_at, "an optional may not contain a parameter: write \\{ for a brace");
            pattern.Append(Literal(Character()));
        }
        if (_at == expression.Length)
            throw Problem(start, "an optional has no end: write \\( for a bracket");
        if (pattern.Length == 0)
            throw Problem(start, "an optional may not be empty: write \\( for a bracket");
        _at++;
        return $"(?:{pattern})?";
    }

    private string Parameter()
    {
        var start = _at;
        var end = expression.IndexOf('}', start);
        if (end < 0)
            throw Problem(start, "a parameter has no end: write \\{ for a brace");
        var name = expression[(start + 1)..end];
        var bad = name.AsSpan().IndexOfAny(NotInNames);
        if (bad >= 0)
            throw Problem(start + 1 + bad, $"'{name[bad]}' may not stand in the name of a parameter");
        if (!types.TryGet(name, out var type))
            throw new UnknownParameterTypeException(name, expression);
        _at = end + 1;
        _parameters.Add(type);
        return $"({type.Pattern})";
    }

    private char Character()
    {
        if (expression[_at] != '\\')
            return expression[_at++];
        if (_at + 1 == expression.Length)
            throw Problem(_at, "the end cannot be escaped: write \\\\ for a backslash");
        var next = expression[_at + 1];
        if (!Escapable.Contains(next, StringComparison.Ordinal) && !char.IsWhiteSpace(next))
            throw Problem(_at, $"'{next}' needs no backslash: only blanks and {Escapable} can be escaped");
        _at += 2;
        return next;
    }

    private static string Literal(char c) =>
        @"\^$[](){}|.?*+".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString();

    private ExpressionException Problem(int at, string what) => new(expression, at, what);

    private sealed class Alternative(int start)
    {
        public int Start { get; } = start;

        public StringBuilder Pattern { get; } = new();

        public bool HasText { get; set; }
    }
}
