using System.Collections.Immutable;

namespace Ballast.Conformance.Golden;

/// <summary>What the placeholders stand for up to now.</summary>
internal readonly record struct GoldenBindings(ImmutableDictionary<string, string> Values)
{
    public static GoldenBindings None { get; } = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>Holds the words of a pattern against those of an event.</summary>
    public bool TryMatch(GoldenItem.Event pattern, GoldenLine line, out GoldenBindings after)
    {
        after = this;
        if (pattern.Words.Count != line.Tokens.Count) return false;
        var values = Values;
        for (int i = 0; i < pattern.Words.Count; i++)
        {
            string word = pattern.Words[i], actual = line.Tokens[i].Text;
            if (!word.StartsWith('{'))
            {
                // "->" for those whose keyboard has no arrow.
                if (word != actual && !(word == "->" && actual == "→")) return false;
            }
            else if (values.TryGetValue(word, out var bound))
            {
                if (bound != actual) return false;
            }
            else
            {
                values = values.Add(word, actual);
            }
        }
        after = new(values);
        return true;
    }
}
