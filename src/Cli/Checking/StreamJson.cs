using System.Text.Json;
using Ballast.Conformance.QemuStreams;

namespace Ballast.Cli.Checking;

/// <summary>Writes a judged stream as JSON (fixtures/schemas/check.schema.json).</summary>
internal static class StreamJson
{
    public static void Write(Utf8JsonWriter json, StreamJudgement stream)
    {
        json.WriteStartObject("stream");
        json.WriteString("machine", stream.Image.Configuration.MachineType);
        json.WriteString("block", stream.Block.Name);
        json.WriteNumber("ramBytes", stream.Block.Length);
        json.WriteNumber("bytes", stream.Image.Length);
        json.WriteNumber("pageRecords", stream.Image.PageRecords);
        json.WriteNumber("zeroRecords", stream.Image.ZeroRecords);
        json.WriteNumber("comparedPages", stream.ComparedPages);
        json.WriteNumber("untoldPages", stream.UntoldPages);
        json.WriteNumber("hintedPages", stream.HintedPages);
        json.WriteNumber("savedPages", stream.SavedPages);
        json.WriteNumber("savedBytes", stream.SavedBytes);
        json.WriteNumber("wrongPages", stream.Wrong.Pages);
        json.WriteStartArray("wrong");
        foreach (var page in stream.WrongPages) Write(json, page);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, WrongPage page)
    {
        json.WriteStartObject();
        json.WriteString("address", $"0x{page.Address:x}");
        json.WriteString("ramOffset", $"0x{page.RamOffset:x}");
        json.WriteStartArray("clauses");
        foreach (var clause in page.Clauses) json.WriteStringValue(clause.Value);
        json.WriteEndArray();
        json.WriteString("message", page.What);
        json.WriteStartArray("history");
        foreach (var moment in page.History)
        {
            json.WriteStartObject();
            if (moment.Event is { } e) json.WriteNumber("event", e);
            if (moment.Position is { } position) json.WriteNumber("position", position);
            json.WriteString("what", moment.What);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
