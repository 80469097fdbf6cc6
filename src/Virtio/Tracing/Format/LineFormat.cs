using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>One line of a trace file, without its end: the header, or an event.</summary>
internal static class LineFormat
{
    // A chain may have 32768 buffers, and a bitmap 2^18 runs of free pages: such a line takes 1 to 5 MiB.
    public const int MaximumBytes = 8 << 20;

    // The file is read by people too; nobody embeds it in a page of markup.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static void Write(TraceHeader header, IBufferWriter<byte> line) => Write(line, w =>
    {
        w.Number("schema", header.Schema);
        w.Text("producer", header.Producer);
        w.Name<TraceActor>("viewpoint", header.Viewpoint, TraceNames.Actors);
        w.Text("transport", header.Transport);
        w.Text("machine", header.Machine);
        w.Number("ramSize", header.RamSize);
        w.Name<Dialect>("dialect", header.Dialect, TraceNames.Dialects);
        w.Name<Balloon.QueueNumbering>("numbering", header.Numbering, TraceNames.Numberings);
        // Most guests are little-endian, and traces from before there was a choice do not say.
        if (header.ByteOrder != Wire.ByteOrder.Little) w.Name<Wire.ByteOrder>("byteOrder", header.ByteOrder, TraceNames.ByteOrders);
    });

    public static void Write(TraceEvent e, IBufferWriter<byte> line) => Write(line, w =>
    {
        var format = EventFormats.Of(e);
        w.Number("sequence", e.Sequence);
        w.Seconds("time", e.Time);
        w.Name<TraceActor>("from", e.Actor, TraceNames.Actors);
        w.Text("event", format.Name);
        format.Write(w, e);
    });

    public static TraceHeader? ReadHeader(ReadOnlyMemory<byte> line, LineFault fault) => Read(line, fault, r =>
    {
        int schema = r.Int("schema");
        if (fault.IsNone && schema != TraceHeader.CurrentSchema)
            fault.Note($"the trace has schema {schema}, only {TraceHeader.CurrentSchema} can be read");
        return new TraceHeader(
            r.Text("producer"), r.Name("viewpoint", TraceNames.Actors), r.Text("transport"), r.Has("machine") ? r.Text("machine") : null,
            r.Has("ramSize") ? r.Number("ramSize") : null, r.Name("dialect", TraceNames.Dialects), r.Name("numbering", TraceNames.Numberings))
        {
            ByteOrder = r.Holds("byteOrder") ? r.Name("byteOrder", TraceNames.ByteOrders) : Wire.ByteOrder.Little,
        };
    });

    public static TraceEvent? ReadEvent(ReadOnlyMemory<byte> line, LineFault fault) => Read<TraceEvent>(line, fault, r =>
    {
        long sequence = (long)r.Number("sequence", long.MaxValue);
        var time = r.Seconds("time");
        string name = r.Text("event");
        if (!fault.IsNone) return null;
        if (!EventFormats.TryFind(name, out var format))
        {
            fault.Note($"there is no event \"{Shortened(name)}\"");
            return null;
        }
        var e = format.Read(r);
        // An event that says itself who it is from has read the field already.
        if (e is not Events.Refused)
        {
            var actor = r.Name("from", TraceNames.Actors);
            if (fault.IsNone && actor != e.Actor) fault.Note($"\"{name}\" is from the {TraceNames.Of(e.Actor)}, not from the {TraceNames.Of(actor)}");
        }
        return e with { Sequence = sequence, Time = time };
    });

    private static void Write(IBufferWriter<byte> line, Action<FieldWriter> fields)
    {
        using var json = new Utf8JsonWriter(line, Plain);
        json.WriteStartObject();
        fields(new(json));
        json.WriteEndObject();
    }

    private static T? Read<T>(ReadOnlyMemory<byte> line, LineFault fault, Func<FieldReader, T?> read) where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                fault.Note("the line is not a JSON object");
                return null;
            }
            var reader = new FieldReader(document.RootElement, fault);
            var value = read(reader);
            reader.End();
            return fault.IsNone ? value : null;
        }
        catch (JsonException e)
        {
            // What is said of a name that comes twice has no place.
            fault.Note(e.BytePositionInLine is { } place ? $"the line is not JSON, from byte {place} on" : "a field is there twice");
        }
        catch (InvalidOperationException)
        {
            // What the parser throws for escapes that are half a character.
            fault.Note("the line has a string that is not text");
        }
        return null;
    }

    private static string Shortened(string name)
    {
        string shown = name.Length <= 40 ? name : name[..40] + "…";
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }
}
