using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Expectations;

/// <summary>
/// Takes entries out of a file of expectations and puts others at its end. The file is edited line by line, so that comments,
/// the order and the manner of the other entries stay as they are.
/// </summary>
internal static class ExpectationEdit
{
    /// <summary>The text without some entries and with others.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="removed">Which entries go, counted from 0.</param>
    /// <param name="added">What comes to the end.</param>
    /// <exception cref="ExpectationException">The text is malformed, or its entries do not begin on lines of their own.</exception>
    public static string Apply(string file, string text, IReadOnlySet<int> removed, IReadOnlyList<Expectation> added)
    {
        var entries = ExpectationSet.Parse(file, text).All;
        if (removed.Count == 0 && added.Count == 0) return text;
        var lines = text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n').ToList();
        for (int i = entries.Count - 1; i >= 0; i--)
        {
            if (!removed.Contains(i)) continue;
            int start = StartOf(lines, entries[i]), end = i + 1 < entries.Count ? StartOf(lines, entries[i + 1]) : lines.Count;
            // What stands above the next entry is about that one.
            while (end > start + 1 && IsAside(lines[end - 1])) end--;
            lines.RemoveRange(start, Math.Max(0, end - start));
        }
        if (entries.Count == 0) lines.RemoveAll(l => l.Trim() == "[]");
        foreach (var one in added) lines.AddRange(Lines(one));
        string edited = string.Concat(lines.Select(l => l + "\n"));
        return IsAsMeant(file, edited, [.. entries.Where((_, i) => !removed.Contains(i)), .. added]) ? edited
            : throw new ExpectationException(file, 1, "only a list whose entries begin with '-' on lines of their own can be brought up to date");
    }

    private static int StartOf(List<string> lines, Expectation entry)
    {
        int line = int.Parse(entry.Origin[(entry.Origin.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture) - 1;
        while (line > 0 && !lines[line].TrimStart().StartsWith('-')) line--;
        return line;
    }

    private static bool IsAside(string line) => line.Trim() is "" or ['#', ..];

    private static bool IsAsMeant(string file, string text, IReadOnlyList<Expectation> expected)
    {
        try
        {
            return ExpectationSet.Parse(file, text).All.Select(e => e with { Origin = "" }).SequenceEqual(expected.Select(e => e with { Origin = "" }));
        }
        catch (ExpectationException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Lines(Expectation entry)
    {
        yield return $"- scenario: {Quoted(entry.Scenario ?? "*")}";
        if (entry.Clause is not null) yield return $"  clause: {entry.Clause}";
        var when = new List<string>();
        if (entry.When.Driver is { } driver) when.Add($"driver: {Quoted(driver)}");
        if (entry.When.Device is { } device) when.Add($"device: {Quoted(device)}");
        if (entry.When.Version is { } version) when.Add($"version: {Quoted(version)}");
        if (when.Count > 0) yield return $"  when: {{ {string.Join(", ", when)} }}";
        if (entry.Match is not null) yield return $"  match: {Quoted(entry.Match)}";
        if (entry.Verdict != Verdict.Fail) yield return $"  verdict: {entry.Verdict.Name()}";
        yield return $"  reason: {Quoted(entry.Reason)}";
        if (entry.Link is not null) yield return $"  link: {Quoted(entry.Link)}";
    }

    // A JSON string is a YAML string.
    private static string Quoted(string text) =>
        new StringBuilder("\"").Append(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value).Append('"').ToString();
}
