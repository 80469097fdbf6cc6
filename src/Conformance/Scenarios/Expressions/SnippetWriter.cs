using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Io.Cucumber.Messages.Types;

namespace Ballast.Conformance.Scenarios;

/// <summary>Writes step definitions for undefined steps: every argument that a parameter type recognises becomes a parameter.</summary>
internal static class SnippetWriter
{
    private const int MostProposals = 16;

    public static IReadOnlyList<StepSnippet> Suggest(ScenarioStep step, ParameterTypes types)
    {
        List<List<Part>> proposals = [[]];
        foreach (var (literal, candidates) in Split(step.Text, types))
        {
            foreach (var parts in proposals)
                parts.Add(new Part(literal, null));
            if (candidates.Count > 0)
                proposals = [.. proposals.SelectMany(p => candidates.Select(c => (List<Part>)[.. p, new Part("", c)])).Take(MostProposals)];
        }
        return [.. proposals.Select(p => Write(step, p))];
    }

    private static IEnumerable<(string Literal, List<ParameterType> Candidates)> Split(string text, ParameterTypes types)
    {
        var at = 0;
        while (at < text.Length)
        {
            var found = types.ForSnippets
                .Select(t => (Type: t, Match: Next(t, text, at)))
                .Where(c => c.Match is not null)
                .ToList();
            if (found.Count == 0)
                break;
            var first = found.OrderBy(c => c.Match!.Index).ThenByDescending(c => c.Match!.Length).First().Match!;
            // Own types say more than the built-in ones.
            var candidates = found.Where(c => c.Match!.Index == first.Index && c.Match.Length == first.Length)
                .Select(c => c.Type).OrderByDescending(types.Added.Contains).ToList();
            yield return (text[at..first.Index], candidates);
            at = first.Index + first.Length;
        }
        yield return (text[at..], []);
    }

    private static Match? Next(ParameterType type, string text, int from)
    {
        var whole = new Regex($@"(?<![\w])(?:{type.Pattern})(?![\w])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        for (var match = whole.Match(text, from); match.Success; match = match.NextMatch())
        {
            if (match.Length > 0)
                return match;
        }
        return null;
    }

    private static StepSnippet Write(ScenarioStep step, List<Part> parts)
    {
        var expression = string.Concat(parts.Select(p => p.Type is { } type ? $"{{{type.Name}}}" : Escape(p.Literal)));
        if (StepPattern.LooksLikeRegularExpression(expression))
            expression = $"^{Regex.Escape(step.Text)}$";
        var parameters = parts.Where(p => p.Type is not null)
            .Select((p, i) => $"{TypeName(p.Type!.Result)} {ParameterName(p.Type!.Name)}{(i == 0 ? "" : (i + 1).ToString(CultureInfo.InvariantCulture))}")
            .Concat(step.Table is not null ? ["DataTable table"] : step.DocString is not null ? ["string document"] : Array.Empty<string>());
        var code = $$"""
            [{{Keyword(step.Pickle.Type)}}({{Quote(expression)}})]
            public void {{MethodName(step.Pickle.Type, parts)}}({{string.Join(", ", parameters)}})
            {
                throw new PendingStepException();
            }
            """;
        return new StepSnippet(expression, code);
    }

    private static string Escape(string literal) => Regex.Replace(literal, @"[\\(){}/]", @"\$0", RegexOptions.CultureInvariant);

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString());
        return quoted.Append('"').ToString();
    }

    private static string Keyword(PickleStepType type) => type switch
    {
        PickleStepType.ACTION => "When",
        PickleStepType.OUTCOME => "Then",
        _ => "Given",
    };

    private static string MethodName(PickleStepType type, List<Part> parts)
    {
        var name = new StringBuilder(Keyword(type));
        foreach (var part in parts)
        {
            foreach (var word in Regex.Split(part.Type?.Name ?? part.Literal, @"[^\p{L}\p{Nd}]+", RegexOptions.CultureInvariant).Where(w => w.Length > 0))
                name.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        }
        return name.Length <= 120 ? name.ToString() : name.ToString(0, 120);
    }

    private static string ParameterName(string type) => type switch
    {
        "int" or "float" => "number",
        "string" => "text",
        _ => Regex.Replace(type, @"[^\p{L}\p{Nd}]+", "", RegexOptions.CultureInvariant),
    };

    private static string TypeName(Type? type) => type switch
    {
        null => "string",
        _ when type == typeof(int) => "int",
        _ when type == typeof(float) => "float",
        _ when type == typeof(string) => "string",
        _ => type.Name,
    };

    private readonly record struct Part(string Literal, ParameterType? Type);
}
