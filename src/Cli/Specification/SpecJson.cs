using System.Text.Json;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Coverage;

namespace Ballast.Cli.Specification;

/// <summary>Writes the clauses and what covers them as JSON (fixtures/schemas/spec.schema.json).</summary>
internal static class SpecJson
{
    /// <summary>Writes to a file that the user named; nothing when none was.</summary>
    public static void Write(Terminal terminal, string? path, IEnumerable<ClauseCoverage> clauses) =>
        JsonList.Write(terminal, path, "clauses", clauses, Write);

    private static void Write(Utf8JsonWriter json, ClauseCoverage coverage)
    {
        json.WriteString("id", coverage.Clause.Id.Value);
        json.WriteString("side", coverage.Clause.Side.ToString().ToLowerInvariant());
        json.WriteString("level", coverage.Clause.Level.Words());
        json.WriteBoolean("observable", coverage.Clause.IsObservable);
        json.WriteString("statement", coverage.Clause.Statement);
        json.WriteString("rule", coverage.Rule);
        json.WriteStrings("scenarios", coverage.Scenarios);
        json.WriteStrings("mutants", coverage.Mutants);
        json.WriteString("excuse", coverage.Excuse);
        json.WriteStrings("interpretations", coverage.Interpretations);
    }
}
