using Ballast.Conformance.Clauses;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;

namespace Ballast.Cli.Explaining;

/// <summary>Everything about a scenario.</summary>
internal static class ScenarioSheet
{
    public static void Show(Terminal terminal, Scenario scenario)
    {
        var sheet = new Sheet(terminal);
        sheet.Head($"{scenario.Id}  {scenario}");
        sheet.Gap();
        if (scenario.RuleDescription is { Length: > 0 } description)
        {
            foreach (string line in description.Split('\n')) sheet.Text(line);
            sheet.Gap();
        }
        foreach (var step in scenario.Steps) Show(sheet, step);
        sheet.Gap();
        if (ScenarioSides.Of(scenario) is { } side) sheet.Field("judges", $"the {side.ToString().ToLowerInvariant()}");
        sheet.Field("clauses", ScenarioClauses.Of(scenario).Select(c => $"{c.Id}  {c.Level.Words()}  {c.Statement}"));
        sheet.Field("tags", string.Join(' ', scenario.Tags));
        sheet.Field("run it", $"ballast run {scenario.Id}");
    }

    private static void Show(Sheet sheet, ScenarioStep step)
    {
        sheet.Text(step.ToString());
        foreach (var row in step.Table?.Raw ?? []) sheet.Text($"  | {string.Join(" | ", row)} |");
        foreach (string line in step.DocString?.Content.TrimEnd().Split('\n') ?? []) sheet.Text($"  {line}");
    }
}
