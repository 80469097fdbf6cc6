using Messages = Io.Cucumber.Messages.Types;

namespace Ballast.Conformance.Scenarios;

/// <summary>
/// Bounds what a small file may grow to: every row of an outline repeats all steps, and every placeholder repeats a cell.
/// </summary>
internal static class ExpansionLimit
{
    public const int MostSteps = 500_000;
    public const int MostScenarios = 50_000;
    public const long MostCharacters = 64L << 20;

    /// <summary>The scenario that goes beyond the limit, or null.</summary>
    public static (int Line, string Message)? Excess(Messages.GherkinDocument document)
    {
        long steps = 0, scenarios = 0, characters = 0;
        foreach (var (background, scenario) in ScenariosOf(document))
        {
            var all = scenario.Steps.Concat(background).ToList();
            var text = all.Sum(Characters);
            var placeholders = all.Sum(Placeholders) + scenario.Name.Count(c => c == '<');
            List<Messages.TableRow?> rows = scenario.Examples.Count == 0 ? [null] : [.. scenario.Examples.SelectMany(e => e.TableBody)];
            foreach (var row in rows)
            {
                var widest = row?.Cells.Max(c => (long)c.Value.Length) ?? 0;
                scenarios++;
                steps += all.Count;
                characters += text + (placeholders * widest);
                if (steps > MostSteps || scenarios > MostScenarios || characters > MostCharacters)
                {
                    return ((int)scenario.Location.Line,
                        $"the file unfolds to more than {MostScenarios} scenarios, {MostSteps} steps or {MostCharacters >> 20} Mi characters");
                }
            }
        }
        return null;
    }

    private static IEnumerable<(List<Messages.Step> Background, Messages.Scenario Scenario)> ScenariosOf(Messages.GherkinDocument document)
    {
        List<Messages.Step> background = [];
        foreach (var child in document.Feature?.Children ?? [])
        {
            background.AddRange(child.Background?.Steps ?? []);
            if (child.Scenario is not null)
                yield return (background, child.Scenario);
            List<Messages.Step> inner = [.. background];
            foreach (var ruleChild in child.Rule?.Children ?? [])
            {
                inner.AddRange(ruleChild.Background?.Steps ?? []);
                if (ruleChild.Scenario is not null)
                    yield return (inner, ruleChild.Scenario);
            }
        }
    }

    private static long Characters(Messages.Step step) => Texts(step).Sum(t => (long)t.Length);

    private static long Placeholders(Messages.Step step) => Texts(step).Sum(t => (long)t.Count(c => c == '<'));

    private static IEnumerable<string> Texts(Messages.Step step)
    {
        yield return step.Text;
        if (step.DocString is { } doc)
            yield return doc.Content;
        foreach (var cell in (step.DataTable?.Rows ?? []).SelectMany(r => r.Cells))
            yield return cell.Value;
    }
}
