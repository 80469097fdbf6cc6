using Ballast.Virtio;

namespace Ballast.Conformance.Golden;

/// <summary>Reads golden traces: a line is an event, or opens or closes a block. '#' begins a comment.</summary>
internal sealed class GoldenParser(string file, string text)
{
    private const int LineLimit = 10_000;
    private const int DepthLimit = 8;
    private readonly string[] _lines = text.ReplaceLineEndings("\n").Split('\n');
    private int _line;

    public GoldenTrace Read()
    {
        if (_lines.Length > LineLimit) throw Error(LineLimit, $"more than {LineLimit} lines");
        var words = Next() ?? throw Error(1, "the file is empty");
        if (words is not ["golden", var name]) throw Error(_line, "a golden trace begins with 'golden NAME'");
        words = Next();
        var dialect = words switch
        {
            ["dialect", "hint"] => Dialect.Hint,
            ["dialect", "bitmap"] => Dialect.Bitmap,
            _ => throw Error(_line, "'dialect hint' or 'dialect bitmap' follows the name"),
        };
        var items = ReadItems(0, out var end);
        if (end is not null) throw Error(_line, $"'{end[0]}' closes nothing");
        if (items.Count == 0) throw Error(_line, "a golden trace without events");
        return new(name, dialect, items, text);
    }

    // Reads up to "end", "or" or the end of the file, and says which it was.
    private List<GoldenItem> ReadItems(int depth, out string[]? end)
    {
        var items = new List<GoldenItem>();
        while (Next() is { } words)
        {
            if (words is ["end"] or ["or"] or ["or", _])
            {
                end = words;
                return items;
            }
            items.Add(ReadItem(words, depth));
        }
        end = null;
        return items;
    }

    private GoldenItem ReadItem(string[] words, int depth)
    {
        int line = _line;
        if (depth > DepthLimit) throw Error(line, "blocks are nested too deep");
        switch (words)
        {
            case ["unordered"]:
                return new GoldenItem.Unordered(line, ReadBlock(line, "unordered", depth));
            case ["alternative"]:
                return new GoldenItem.Alternative(line, null, ReadBranches(line, null, depth));
            case ["alternative", var question, var reading]:
                return new GoldenItem.Alternative(line, question, ReadBranches(line, reading, depth));
            case ["alternative", ..]:
                throw Error(line, "'alternative' stands alone, or with a question and the reading of what follows");
            case ["with" or "without", var feature]:
                return new GoldenItem.Guarded(line, FeatureOf(feature), words[0] == "with", ReadBlock(line, words[0], depth));
            case ["with" or "without", var feature, .. var rest]:
                return new GoldenItem.Guarded(line, FeatureOf(feature), words[0] == "with", [ReadItem(rest, depth + 1)]);
            case ["many", .. { Length: > 0 } rest]:
                return new GoldenItem.Many(line, EventOf(rest));
            case ["optional" or "usually", .. { Length: > 0 } rest]:
                return new GoldenItem.Optional(line, ReadItem(rest, depth + 1), words[0] == "usually");
            case ["many" or "optional" or "usually" or "with" or "without"]:
                throw Error(line, $"'{words[0]}' of what?");
            default:
                return EventOf(words);
        }
    }

    private List<GoldenItem> ReadBlock(int line, string what, int depth)
    {
        var items = ReadItems(depth + 1, out var end);
        if (end is not ["end"]) throw Error(end is null ? line : _line, end is null ? $"'{what}' is not closed by 'end'" : "'or' outside of an alternative");
        return items.Count > 0 ? items : throw Error(line, $"'{what}' is empty");
    }

    private List<GoldenItem.Branch> ReadBranches(int line, string? reading, int depth)
    {
        bool isNamed = reading is not null;
        var branches = new List<GoldenItem.Branch>();
        while (true)
        {
            var items = ReadItems(depth + 1, out var end);
            branches.Add(new(reading, items));
            if (end is null) throw Error(line, "'alternative' is not closed by 'end'");
            if (end is ["end"]) break;
            reading = end is [_, var name] ? name : null;
            if (reading is not null != isNamed) throw Error(_line, isNamed ? "this reading has no name" : "a reading has a name, and the question has none");
            if (branches.Exists(b => isNamed && b.Reading == reading)) throw Error(_line, $"the reading '{reading}' is there twice");
        }
        return branches.Count > 1 ? branches : throw Error(line, "an alternative needs 'or'");
    }

    private GoldenItem.Event EventOf(string[] words)
    {
        foreach (string word in words)
        {
            bool opens = word.StartsWith('{'), closes = word.EndsWith('}');
            if (opens != closes || (opens && (word.Length < 3 || !word[1..^1].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))))
                throw Error(_line, $"'{word}' is no placeholder");
        }
        if (words[0].StartsWith('{')) throw Error(_line, "an event begins with what happens, not with a placeholder");
        if (!GoldenVerbs.IsKnown(words[0])) throw Error(_line, $"no event is written '{words[0]} …'");
        return new(_line, words);
    }

    private int FeatureOf(string name) => FeatureSet.TryParseName(name, out int bit) ? bit : throw Error(_line, $"there is no feature {name}");

    private string[]? Next()
    {
        while (_line < _lines.Length)
        {
            string line = _lines[_line++];
            if (line.IndexOf('#', StringComparison.Ordinal) is >= 0 and int comment) line = line[..comment];
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0) return words;
        }
        return null;
    }

    private GoldenSyntaxException Error(int line, string reason) => new(file, line, reason);
}
