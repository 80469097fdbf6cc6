using Io.Cucumber.Messages.Types;

namespace Ballast.Conformance.Scenarios;

/// <summary>One step of a scenario.</summary>
public sealed class ScenarioStep
{
    internal ScenarioStep(string uri, PickleStep step, string keyword, int line)
    {
        Pickle = step;
        Keyword = keyword.Trim();
        Line = line;
        Location = $"{uri}:{line}";
    }

    /// <summary>The keyword as written: Given, When, Then, And, But, or another language's.</summary>
    public string Keyword { get; }

    /// <summary>The text, with an outline's placeholders filled in.</summary>
    public string Text => Pickle.Text;

    /// <summary>The line in the feature file, from 1.</summary>
    public int Line { get; }

    /// <summary>File and line.</summary>
    public string Location { get; }

    /// <summary>The table under the step, or null.</summary>
    public DataTable? Table => Pickle.Argument?.DataTable is { } table ? DataTable.Of(table) : null;

    /// <summary>The doc string under the step, or null.</summary>
    public DocString? DocString => Pickle.Argument?.DocString is { } doc ? new DocString(doc.Content, doc.MediaType) : null;

    internal PickleStep Pickle { get; }

    /// <summary>Keyword and text.</summary>
    public override string ToString() => $"{Keyword} {Text}";
}
