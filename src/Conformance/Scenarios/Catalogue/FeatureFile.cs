using Messages = Io.Cucumber.Messages.Types;

namespace Ballast.Conformance.Scenarios;

/// <summary>One feature file that was read.</summary>
public sealed class FeatureFile
{
    internal FeatureFile(string path, string uri, string source, Messages.GherkinDocument document)
    {
        Path = path;
        Uri = uri;
        Source = source;
        Document = document;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The path relative to the base folder, with '/'.</summary>
    public string Uri { get; }

    /// <summary>The text of the file.</summary>
    public string Source { get; }

    /// <summary>The feature's name; empty when the file holds none.</summary>
    public string Name => Document.Feature?.Name ?? "";

    /// <summary>The text under the feature's name, without indentation.</summary>
    public string Description => Unindent(Document.Feature?.Description);

    /// <summary>The spoken language, en unless a comment says otherwise.</summary>
    public string Language => Document.Feature?.Language ?? "en";

    /// <summary>The feature's own tags, each with its @.</summary>
    public IReadOnlyList<string> Tags => [.. (Document.Feature?.Tags ?? []).Select(t => t.Name)];

    /// <summary>The scenarios, in the order of the file.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; internal set; } = [];

    internal Messages.GherkinDocument Document { get; }

    internal static string Unindent(string? text) =>
        string.Join('\n', (text ?? "").Split('\n').Select(l => l.Trim())).Trim();
}
