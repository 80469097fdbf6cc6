using Io.Cucumber.Messages.Types;

namespace Ballast.Conformance.Scenarios;

/// <summary>One scenario that can be run: a scenario of a feature file, or one row of an outline's examples.</summary>
public sealed class Scenario
{
    private const string TransportPrefix = "@transport:";

    internal Scenario(FeatureFile feature, Pickle pickle, ScenarioOrigin origin, IReadOnlyList<ScenarioStep> steps)
    {
        Feature = feature;
        Pickle = pickle;
        Origin = origin;
        Steps = steps;
        Line = origin.Line;
        Column = origin.Column;
        Id = $"{feature.Uri}:{Line}";
        Tags = [.. pickle.Tags.Select(t => t.Name).Distinct()];
    }

    private Scenario(Scenario scenario, ScenarioVariant variant)
        : this(scenario.Feature, scenario.Pickle, scenario.Origin, scenario.Steps) => Variant = variant;

    /// <summary>What the scenario is run over; null where it says so itself, or it does not matter.</summary>
    public ScenarioVariant? Variant { get; }

    /// <summary>The transport that it is run over: its variant's, or that which its tags name; null for any.</summary>
    public string? TransportName => Variant?.Transport ?? TransportTags.FirstOrDefault();

    /// <summary>The transports that its tags name.</summary>
    public IEnumerable<string> TransportTags => Tags.Where(t => t.StartsWith(TransportPrefix, StringComparison.Ordinal)).Select(t => t[TransportPrefix.Length..]);

    /// <summary>The same scenario, over a certain transport and ring.</summary>
    public Scenario Over(ScenarioVariant variant) => new(this, variant);

    /// <summary>The file with '/' and the line: <c>features/hinting/device.feature:31</c>.</summary>
    public string Id { get; }

    /// <summary>The name, with an outline's placeholders filled in.</summary>
    public string Name => Pickle.Name;

    /// <summary>The file that it is in.</summary>
    public FeatureFile Feature { get; }

    /// <summary>The name of the rule that it belongs to, or null.</summary>
    public string? RuleName => Origin.Rule?.Name;

    /// <summary>The description under that rule's name, without indentation, or null.</summary>
    public string? RuleDescription => Origin.Rule is { } rule ? FeatureFile.Unindent(rule.Description) : null;

    /// <summary>The name of the examples that the row is in, or null.</summary>
    public string? ExamplesName => Origin.Examples?.Name;

    /// <summary>All tags, each with its @: the feature's, the rule's, its own and its examples'.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The line of the scenario, or of the row of the examples, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }

    /// <summary>The steps, backgrounds first.</summary>
    public IReadOnlyList<ScenarioStep> Steps { get; }

    internal Pickle Pickle { get; }

    internal ScenarioOrigin Origin { get; }

    /// <summary>Whether a line names this scenario: its own, its outline's, its examples', its rule's, its feature's, or a step's.</summary>
    public bool Covers(int line) => Origin.Lines.Contains(line) || Steps.Any(s => s.Line == line);

    /// <summary>The feature's, the rule's and the scenario's names, and the variant.</summary>
    public override string ToString() =>
        string.Join(" › ", new[] { Feature.Name, RuleName, Name }.Where(n => !string.IsNullOrEmpty(n))) + (Variant is null ? "" : $" [{Variant}]");
}
