using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ballast.Conformance.Scenarios;

/// <summary>Writes envelopes, one JSON object a line, without reflection.</summary>
internal sealed class EnvelopeLines(TextWriter output)
{
    // The relaxed encoder leaves quotes and angle brackets of step texts readable; the lines are not HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();

    public void Write(string kind, Action<Utf8JsonWriter> members)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject(kind);
            members(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        output.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        output.Write('\n');
    }

    public void Flush() => output.Flush();
}
