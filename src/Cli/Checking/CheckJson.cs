using System.Text.Json;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;
using Ballast.Virtio.Tracing;

namespace Ballast.Cli.Checking;

/// <summary>Writes judged traces as JSON (fixtures/schemas/check.schema.json).</summary>
internal static class CheckJson
{
    private const int Schema = 1;

    public static void Write(Stream stream, IReadOnlyList<JudgedTrace> traces)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("suite", SuiteVersion.Name);
        json.WriteStartArray("traces");
        foreach (var judged in traces) WriteTrace(json, judged);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTrace(Utf8JsonWriter json, JudgedTrace judged)
    {
        var header = judged.Trace.Header;
        json.WriteStartObject();
        json.WriteString("trace", judged.Name);
        json.WriteString("producer", header.Producer);
        json.WriteString("viewpoint", TraceNames.Of(header.Viewpoint));
        json.WriteString("transport", header.Transport);
        json.WriteString("dialect", TraceNames.Of(header.Dialect));
        json.WriteNumber("events", judged.Trace.Events.Count);
        json.WriteString("verdict", judged.Verdict.Name());
        json.WriteStartArray("blame");
        foreach (var side in judged.Blame) json.WriteStringValue(CheckView.NameOf(side));
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in judged.Findings) WriteFinding(json, finding);
        json.WriteEndArray();
        WriteGolden(json, judged);
        if (judged.Stream is { } stream) StreamJson.Write(json, stream);
        json.WriteStartObject("totals");
        json.WriteNumber("kept", judged.Kept.Count);
        json.WriteNumber("broken", judged.Broken.Count);
        json.WriteNumber("notExercised", judged.NotExercised);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("clause", finding.Clause.Value);
        json.WriteString("side", CheckView.NameOf(finding.Side));
        json.WriteString("level", JudgedTrace.LevelOf(finding.Clause).Words());
        json.WriteString("outcome", finding.Outcome switch { RuleOutcome.Kept => "kept", RuleOutcome.Broken => "broken", _ => "not-exercised" });
        if (finding.Event is { } e) json.WriteNumber("event", e);
        else json.WriteNull("event");
        json.WriteString("message", finding.Message);
        json.WriteStartArray("evidence");
        foreach (long evidence in finding.Evidence) json.WriteNumberValue(evidence);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGolden(Utf8JsonWriter json, JudgedTrace judged)
    {
        if (judged.Golden is not { } golden)
        {
            json.WriteNull("golden");
            return;
        }
        json.WriteStartObject("golden");
        json.WriteString("name", judged.GoldenName);
        json.WriteString("outcome", golden.Outcome switch
        {
            GoldenOutcome.Conforms => "conforms",
            GoldenOutcome.DiffersWhereItMay => "differs-where-it-may",
            _ => "differs-where-it-must-not",
        });
        json.WriteString("difference", golden.Outcome == GoldenOutcome.Conforms ? null : golden.ToString());
        json.WriteStrings("readings", golden.Readings);
        json.WriteEndObject();
    }
}
