using System.Text.Json;
using Ballast.Conformance.Mutants;

namespace Ballast.Cli.Mutants;

/// <summary>Writes mutants, and what came of them, as JSON (fixtures/schemas/mutants.schema.json).</summary>
internal static class MutantsJson
{
    /// <summary>Writes to a file that the user named; nothing when none was.</summary>
    public static void Write(Terminal terminal, string? path, IReadOnlyList<(Mutant Mutant, MutantReport? Report)> mutants) =>
        JsonList.Write(terminal, path, "mutants", mutants, (json, m) => Write(json, m.Mutant, m.Report));

    private static void Write(Utf8JsonWriter json, Mutant mutant, MutantReport? report)
    {
        json.WriteString("id", mutant.Id);
        json.WriteString("side", mutant.Side.ToString().ToLowerInvariant());
        json.WriteString("fault", mutant.Fault);
        json.WriteString("link", mutant.Link);
        json.WriteStrings("expected", mutant.Breaks.Select(c => c.Value));
        if (report is null) return;
        json.WriteStrings("killedBy", report.Broken.Select(c => c.Value));
        json.WriteStrings("scenarios", report.Scenarios);
        json.WriteString("verdict", MutantsView.Name(report.Verdict));
        json.WriteNumber("durationMs", Math.Round(report.Duration.TotalMilliseconds, 1));
    }
}
