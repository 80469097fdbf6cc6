using System.Globalization;
using System.Text;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Golden;

/// <summary>Makes a golden trace of a trace: what differs from run to run becomes a placeholder, runs are folded.</summary>
public static class GoldenDraft
{
    /// <summary>The text of a golden trace to which the trace conforms.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="trace">The trace.</param>
    public static string From(string name, Trace trace)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"golden {name}\n  dialect {(trace.Header.Dialect == Dialect.Bitmap ? "bitmap" : "hint")}\n\n");
        var lines = trace.Events.Select(e => GoldenLine.Of(e, trace.Header.Dialect)).Where(l => !GoldenNoise.IsIncidental(l.Kind)).ToList();
        var names = new Dictionary<(string Name, string Value), string>();
        for (int i = 0; i < lines.Count;)
        {
            int end = RunEnd(lines, i, out var shapes);
            if (end - i > 2 && shapes.Count <= 2 && shapes.All(s => IsFoldable(lines, i, end, s)))
            {
                AppendRun(text, lines, i, end, shapes);
                i = end;
                continue;
            }
            text.Append(Line(lines[i], token => NameOf(names, token))).Append('\n');
            i++;
        }
        return text.ToString();
    }

    // A run is as long as no more than two forms alternate, each with something that differs or comes again at once.
    private static int RunEnd(List<GoldenLine> lines, int start, out List<string> shapes)
    {
        shapes = [];
        int end = start;
        for (; end < lines.Count; end++)
        {
            string shape = Shape(lines[end]);
            if (lines[end].Kind != lines[start].Kind) break;
            if (shapes.Contains(shape)) continue;
            if (shapes.Count == 2) break;
            shapes.Add(shape);
        }
        return end;
    }

    private static bool IsFoldable(List<GoldenLine> lines, int start, int end, string shape)
    {
        int count = 0;
        for (int i = start; i < end; i++)
        {
            // A command id is not one of many: it says where a round begins.
            if (lines[i].Tokens.Any(t => t.Name == "id")) return false;
            if (Shape(lines[i]) == shape) count++;
        }
        return count > 1;
    }

    private static void AppendRun(StringBuilder text, List<GoldenLine> lines, int start, int end, List<string> shapes)
    {
        var first = shapes.Select(s => lines.Skip(start).First(l => Shape(l) == s)).ToList();
        if (first.Count == 1)
        {
            text.Append("many  ").Append(Line(first[0], t => t.Name!)).Append('\n');
            return;
        }
        text.Append("unordered\n");
        foreach (var line in first) text.Append("  many  ").Append(Line(line, t => t.Name!)).Append('\n');
        text.Append("end\n");
    }

    private static string Shape(GoldenLine line) => Line(line, t => t.Name!);

    private static string Line(GoldenLine line, Func<GoldenToken, string> name) =>
        string.Join(' ', line.Tokens.Select(t => t.Name is null ? t.Text : $"{{{name(t)}}}"));

    private static string NameOf(Dictionary<(string Name, string Value), string> names, GoldenToken token)
    {
        var key = (token.Name!, token.Text);
        if (names.TryGetValue(key, out var known)) return known;
        int same = names.Keys.Count(k => k.Name == token.Name);
        return names[key] = same == 0 ? token.Name! : $"{token.Name}{same + 1}";
    }
}
