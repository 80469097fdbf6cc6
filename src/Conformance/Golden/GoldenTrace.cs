using Ballast.Virtio;

namespace Ballast.Conformance.Golden;

/// <summary>The expected trace of a scenario, with the freedoms that the protocol gives.</summary>
public sealed class GoldenTrace
{
    internal GoldenTrace(string name, Dialect dialect, IReadOnlyList<GoldenItem> items, string text)
    {
        Name = name;
        Dialect = dialect;
        Items = items;
        Text = text;
        Mentioned = Kinds(items).ToHashSet();
    }

    /// <summary>Its name: that of its file.</summary>
    public string Name { get; }

    /// <summary>The dialect whose exchange it shows.</summary>
    public Dialect Dialect { get; }

    /// <summary>Its source.</summary>
    public string Text { get; }

    internal IReadOnlyList<GoldenItem> Items { get; }

    /// <summary>Kinds of events that it mentions: these must come as it says, others may come in between.</summary>
    internal IReadOnlySet<string> Mentioned { get; }

    /// <summary>Reads a golden trace.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="GoldenSyntaxException">It is malformed.</exception>
    public static GoldenTrace Parse(string file, string text) => new GoldenParser(file, text).Read();

    private static IEnumerable<string> Kinds(IEnumerable<GoldenItem> items) => items.SelectMany(item => item switch
    {
        GoldenItem.Event e => [GoldenLine.KindOf(e.Words)],
        GoldenItem.Many many => [GoldenLine.KindOf(many.Item.Words)],
        GoldenItem.Optional optional => Kinds([optional.Item]),
        GoldenItem.Unordered unordered => Kinds(unordered.Items),
        GoldenItem.Alternative alternative => alternative.Branches.SelectMany(branch => Kinds(branch.Items)),
        GoldenItem.Guarded guarded => Kinds(guarded.Items),
        _ => [],
    });
}
