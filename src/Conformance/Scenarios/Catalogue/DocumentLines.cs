using Messages = Io.Cucumber.Messages.Types;

namespace Ballast.Conformance.Scenarios;

/// <summary>Finds the parts of a document that a pickle was made of.</summary>
internal sealed class DocumentLines
{
    private readonly Dictionary<string, Messages.Step> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Messages.Rule? Rule, Messages.Scenario Scenario)> _scenarios = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Messages.Examples Examples, Messages.Location Location)> _rows = new(StringComparer.Ordinal);
    private readonly int _featureLine;

    public DocumentLines(Messages.GherkinDocument document)
    {
        _featureLine = (int)(document.Feature?.Location.Line ?? 0);
        foreach (var child in document.Feature?.Children ?? [])
        {
            Add(child.Background, child.Scenario, null);
            foreach (var inner in child.Rule?.Children ?? [])
                Add(inner.Background, inner.Scenario, child.Rule);
        }
    }

    public Messages.Step Step(Messages.PickleStep step) => _steps[step.AstNodeIds[0]];

    public ScenarioOrigin Origin(Messages.Pickle pickle)
    {
        var (rule, scenario) = _scenarios[pickle.AstNodeIds[0]];
        List<int> lines = [_featureLine, (int)scenario.Location.Line];
        if (rule is not null)
            lines.Add((int)rule.Location.Line);
        if (pickle.AstNodeIds.Count < 2)
            return At(scenario.Location, rule, null, lines);
        var (examples, location) = _rows[pickle.AstNodeIds[1]];
        lines.Add((int)examples.Location.Line);
        lines.Add((int)location.Line);
        return At(location, rule, examples, lines);
    }

    private static ScenarioOrigin At(Messages.Location at, Messages.Rule? rule, Messages.Examples? examples, List<int> lines) =>
        new((int)at.Line, (int)(at.Column ?? 1), rule, examples, lines);

    private void Add(Messages.Background? background, Messages.Scenario? scenario, Messages.Rule? rule)
    {
        foreach (var step in (background?.Steps ?? []).Concat(scenario?.Steps ?? []))
            _steps[step.Id] = step;
        if (scenario is null)
            return;
        _scenarios[scenario.Id] = (rule, scenario);
        foreach (var examples in scenario.Examples)
        {
            foreach (var row in examples.TableBody)
                _rows[row.Id] = (examples, row.Location);
        }
    }
}
