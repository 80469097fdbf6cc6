using System.Text.Json;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Verdicts;

/// <summary>Writes a report as JSON (fixtures/schemas/run.schema.json).</summary>
public static class RunJson
{
    /// <summary>Version of the format.</summary>
    public const int Schema = 1;

    /// <summary>Writes the report, indented, as UTF-8.</summary>
    public static void Write(Stream stream, RunReport report)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("suite", report.Suite);
        WriteSide(json, "driver", report.Driver);
        WriteSide(json, "device", report.Device);
        json.WriteNumber("seed", report.Seed);
        json.WriteStartArray("results");
        foreach (var result in report.Results) WriteResult(json, result);
        json.WriteEndArray();
        json.WriteStartObject("totals");
        foreach (var (verdict, count) in report.Totals) json.WriteNumber(verdict.Name(), count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, SideReport side)
    {
        json.WriteStartObject(name);
        json.WriteString("name", side.Name);
        json.WriteString("version", side.Version);
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, ScenarioResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Id);
        json.WriteString("name", result.Name);
        json.WriteString("side", result.Side switch
        {
            Side.Driver => "driver",
            Side.Device => "device",
            Side.Machine => "machine",
            Side.Migration => "migration",
            _ => null,
        });
        json.WriteStartArray("clauses");
        foreach (var clause in result.Clauses) json.WriteStringValue(clause.Value);
        json.WriteEndArray();
        json.WriteString("level", result.Level?.Words());
        json.WriteString("verdict", result.Verdict.Name());
        json.WriteString("reason", result.Reason);
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings) WriteFinding(json, finding);
        json.WriteEndArray();
        if (result.Readings.Count > 0) json.WriteStrings("readings", result.Readings);
        if (result.Variant is { } variant)
        {
            json.WriteString("transport", variant.Transport ?? "direct");
            if (variant.Ring is { } ring) json.WriteString("ring", ring);
        }
        if (result.KeptOut is { } kept)
        {
            json.WriteStartObject("hintingSaved");
            json.WriteNumber("pages", kept.Pages);
            json.WriteNumber("bytes", kept.Bytes);
            json.WriteEndObject();
        }
        json.WriteNumber("durationMs", Math.Round(result.Duration.TotalMilliseconds, 3));
        json.WriteString("trace", result.Trace);
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("clause", finding.Clause.Value);
        json.WriteString("outcome", finding.Outcome switch { RuleOutcome.Kept => "kept", RuleOutcome.Broken => "broken", _ => "not-exercised" });
        if (finding.Event is { } e) json.WriteNumber("event", e);
        else json.WriteNull("event");
        json.WriteString("message", finding.Message);
        if (finding.Interpretation is { } reading) json.WriteString("interpretation", reading);
        json.WriteEndObject();
    }
}
