using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Suite;

/// <summary>Finds steps of feature files that cannot be run, before anything is run.</summary>
internal static class UnboundSteps
{
    public static IReadOnlyList<string> Describe(BindingSet bindings, IReadOnlyList<Scenario> scenarios)
    {
        var lines = new List<string>();
        var seen = new HashSet<(string, int)>();
        foreach (var plan in new ScenarioRunner(bindings, new()).Plan(scenarios))
        {
            foreach (var planned in plan.Steps)
            {
                if (planned.Step is not { } step || planned.Matches.Count == 1 || !seen.Add((plan.Scenario.Feature.Uri, step.Line))) continue;
                string place = $"{plan.Scenario.Feature.Uri}:{step.Line}";
                lines.Add(planned.Matches.Count == 0
                    ? $"{place}: no step fits '{step.Text}'; to define it:\n{bindings.Suggest(step)[0].Code}"
                    : $"{place}: '{step.Text}' fits several steps: {string.Join("; ", planned.Matches.Select(m => m.Binding))}");
            }
        }
        return lines;
    }
}
