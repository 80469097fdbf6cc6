using Ballast.Conformance.Golden;
using Ballast.Conformance.Suite;

namespace Ballast.Cli.Goldens;

/// <summary>How the golden traces of a suite stand to its scenarios.</summary>
internal static class GoldenInventory
{
    private const string Tag = "@golden:";

    /// <summary>Every golden trace that is there, waits or is asked for, by name.</summary>
    /// <exception cref="SuiteSelectionException">A feature file is malformed.</exception>
    public static IReadOnlyList<GoldenEntry> Read(SuiteFiles files)
    {
        var goldens = new GoldenCatalogue(files.Goldens);
        var used = SuiteSelection.Load(new() { Files = files }).Scenarios
            .SelectMany(s => s.Tags.Where(t => t.StartsWith(Tag, StringComparison.Ordinal)), (s, t) => (Name: t[Tag.Length..], s.Id))
            .ToLookup(u => u.Name, u => u.Id);
        var verified = goldens.Names.ToHashSet();
        var waiting = goldens.Waiting.ToHashSet();
        var unused = goldens.Unused(used.Select(u => u.Key)).ToHashSet();

        GoldenEntry Entry(string name)
        {
            if (waiting.Contains(name)) return new(name, $"received, waits: ballast golden show {name}", true);
            if (!verified.Contains(name)) return new(name, $"missing: run {used[name].First()} to receive it", true);
            if (Malformation(goldens, name) is { } reason) return new(name, $"malformed: {reason}", true);
            return unused.Contains(name)
                ? new(name, $"unused: no scenario has the tag {Tag}{name}", true)
                : new(name, $"verified, used by {used[name].First()}{(used[name].Count() > 1 ? $" and {used[name].Count() - 1} more" : "")}", false);
        }

        return [.. verified.Union(waiting).Union(used.Select(u => u.Key)).Order(StringComparer.Ordinal).Select(Entry)];
    }

    private static string? Malformation(GoldenCatalogue goldens, string name)
    {
        try
        {
            goldens.Find(name);
            return null;
        }
        catch (GoldenSyntaxException e)
        {
            return e.Message;
        }
    }
}
