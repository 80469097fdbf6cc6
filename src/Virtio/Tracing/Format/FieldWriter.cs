using System.Text;
using System.Text.Json;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>Writes the fields of one object of a trace line, each in the form that <see cref="FieldReader"/> reads back.</summary>
internal sealed class FieldWriter(Utf8JsonWriter json)
{
    public void Number(string name, ulong? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    public void Number(string name, int value) => json.WriteNumber(name, value);

    public void Number(string name, long value) => json.WriteNumber(name, value);

    public void Hex(string name, ulong? value)
    {
        if (value is { } number) json.WriteString(name, $"0x{number:x}");
        else json.WriteNull(name);
    }

    public void Seconds(string name, TimeSpan value) => json.WriteNumber(name, (decimal)value.Ticks / TimeSpan.TicksPerSecond);

    public void Text(string name, string? value) => json.WriteString(name, value);

    public void Flag(string name, bool value) => json.WriteBoolean(name, value);

    public void Name<T>(string name, T? value, NameTable<T> names) where T : struct, Enum => Text(name, value is { } known ? names[known] : null);

    public void Queue(BalloonQueue? queue) => Name("queue", queue, TraceNames.Queues);

    /// <summary>Runs as one string, "1a0+3f 200": hexadecimal numbers, "+1" left out; null stays null.</summary>
    public void Runs(string name, IReadOnlyList<PageRun>? runs)
    {
        if (runs is null)
        {
            json.WriteNull(name);
            return;
        }
        var text = new StringBuilder();
        foreach (var run in runs)
        {
            if (text.Length > 0) text.Append(' ');
            text.Append($"{run.First:x}");
            if (run.Count != 1) text.Append($"+{run.Count:x}");
        }
        json.WriteString(name, text.ToString());
    }

    public void Object(string name, Action<FieldWriter> fields)
    {
        json.WriteStartObject(name);
        fields(this);
        json.WriteEndObject();
    }

    public void Null(string name) => json.WriteNull(name);

    public void Numbers(string name, IReadOnlyList<ushort> numbers)
    {
        json.WriteStartArray(name);
        foreach (ushort number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    public void Array<T>(string name, IReadOnlyList<T> items, Action<FieldWriter, T> fields)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            fields(this, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
