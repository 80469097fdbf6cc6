using System.Text.Json;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Coverage;

namespace Ballast.Cli.Specification;

/// <summary>Writes the clauses and what covers them as JSON (fixtures/schemas/spec.schema.json).</summary>
internal static class SpecJson
{
    /// <summary>Writes to a file that the user named; nothing when none was.</summary>
    public static void Write(Terminal terminal, string? path, IEnumerable<ClauseCoverage> clauses)
    {
        if (path is null) return;
        using var stream = terminal.Create(path);
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("clauses");
            foreach (var clause in clauses) Write(json, clause);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, ClauseCoverage coverage)
    {
        json.WriteStartObject();
        json.WriteString("id", coverage.Clause.Id.Value);
        json.WriteString("side", coverage.Clause.Side.ToString().ToLowerInvariant());
        json.WriteString("level", coverage.Clause.Level.Words());
        json.WriteBoolean("observable", coverage.Clause.IsObservable);
        json.WriteString("statement", coverage.Clause.Statement);
        json.WriteString("rule", coverage.Rule);
        Write(json, "scenarios", coverage.Scenarios);
        Write(json, "mutants", coverage.Mutants);
        json.WriteString("excuse", coverage.Excuse);
        Write(json, "interpretations", coverage.Interpretations);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
