using System.Text.Json;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants;

namespace Ballast.Cli.Mutants;

/// <summary>Writes mutants, and what came of them, as JSON (fixtures/schemas/mutants.schema.json).</summary>
internal static class MutantsJson
{
    /// <summary>Writes to a file that the user named; nothing when none was.</summary>
    public static void Write(Terminal terminal, string? path, IReadOnlyList<(Mutant Mutant, MutantReport? Report)> mutants)
    {
        if (path is null) return;
        using var stream = terminal.Create(path);
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("mutants");
            foreach (var (mutant, report) in mutants) Write(json, mutant, report);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, Mutant mutant, MutantReport? report)
    {
        json.WriteStartObject();
        json.WriteString("id", mutant.Id);
        json.WriteString("side", mutant.Side.ToString().ToLowerInvariant());
        json.WriteString("fault", mutant.Fault);
        json.WriteString("link", mutant.Link);
        Write(json, "expected", mutant.Breaks);
        if (report is not null)
        {
            Write(json, "killedBy", report.Broken);
            json.WriteStartArray("scenarios");
            foreach (string scenario in report.Scenarios) json.WriteStringValue(scenario);
            json.WriteEndArray();
            json.WriteString("verdict", MutantsView.Name(report.Verdict));
            json.WriteNumber("durationMs", Math.Round(report.Duration.TotalMilliseconds, 1));
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<ClauseId> clauses)
    {
        json.WriteStartArray(name);
        foreach (var clause in clauses) json.WriteStringValue(clause.Value);
        json.WriteEndArray();
    }
}
