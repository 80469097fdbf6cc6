using System.Text;

namespace Ballast.Conformance.Scenarios;

/// <summary>Reads tag expressions: or binds weakest, then and, then not.</summary>
internal sealed class TagExpressionReader
{
    // The text may come from anyone; deeper nesting than this has no sense and would cost stack.
    private const int MostNesting = 100;
    private const int MostCharacters = 10_000;

    private readonly string _source;
    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;

    public TagExpressionReader(string source)
    {
        _source = source.Length <= MostCharacters ? source : source[..40] + "…";
        if (source.Length > MostCharacters)
            throw Problem($"it is longer than {MostCharacters} characters");
        _tokens = Split(source);
    }

    public Func<IReadOnlyCollection<string>, bool> Read()
    {
        var matches = Or();
        return _at == _tokens.Count ? matches : throw Problem($"'{_tokens[_at].Text}' stands where 'and' or 'or' is expected");
    }

    private Func<IReadOnlyCollection<string>, bool> Or()
    {
        List<Func<IReadOnlyCollection<string>, bool>> terms = [And()];
        while (Take("or"))
            terms.Add(And());
        return terms.Count == 1 ? terms[0] : tags => terms.Exists(t => t(tags));
    }

    private Func<IReadOnlyCollection<string>, bool> And()
    {
        List<Func<IReadOnlyCollection<string>, bool>> terms = [Not()];
        while (Take("and"))
            terms.Add(Not());
        return terms.Count == 1 ? terms[0] : tags => terms.TrueForAll(t => t(tags));
    }

    private Func<IReadOnlyCollection<string>, bool> Not()
    {
        if (++_depth > MostNesting)
            throw Problem($"it is nested more than {MostNesting} deep");
        try
        {
            if (Take("not"))
            {
                var negated = Not();
                return tags => !negated(tags);
            }
            if (Take("("))
            {
                var inner = Or();
                return Take(")") ? inner : throw Problem("a ')' is missing");
            }
            return Tag();
        }
        finally
        {
            _depth--;
        }
    }

    private Func<IReadOnlyCollection<string>, bool> Tag()
    {
        if (_at == _tokens.Count)
            throw Problem("it ends where a tag is expected");
        var token = _tokens[_at++];
        if (token.IsOperator)
            throw Problem($"'{token.Text}' stands where a tag is expected");
        return token.Text.StartsWith('@')
            ? tags => tags.Contains(token.Text)
            : throw Problem($"'{token.Text}' is no tag: tags begin with @");
    }

    private bool Take(string text)
    {
        if (_at == _tokens.Count || !_tokens[_at].IsOperator || _tokens[_at].Text != text)
            return false;
        _at++;
        return true;
    }

    private List<Token> Split(string source)
    {
        List<Token> tokens = [];
        var word = new StringBuilder();
        var escaped = false;

        void End()
        {
            if (word.Length == 0)
                return;
            var text = word.ToString();
            tokens.Add(new Token(text, !escaped && text is "and" or "or" or "not"));
            word.Clear();
            escaped = false;
        }

        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c == '\\')
            {
                if (++i == source.Length || !(source[i] is '(' or ')' or '\\' || char.IsWhiteSpace(source[i])))
                    throw Problem("a backslash stands before something other than a bracket, blank or backslash");
                word.Append(source[i]);
                escaped = true;
            }
            else if (c is '(' or ')')
            {
                End();
                tokens.Add(new Token(c.ToString(), true));
            }
            else if (char.IsWhiteSpace(c))
            {
                End();
            }
            else
            {
                word.Append(c);
            }
        }
        End();
        return tokens;
    }

    private FormatException Problem(string what) => new($"tag expression \"{_source}\": {what}");

    private readonly record struct Token(string Text, bool IsOperator);
}
