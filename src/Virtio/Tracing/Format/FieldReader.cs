using System.Globalization;
using System.Text.Json;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>
/// Reads the fields of one object of a trace line. A field that is missing or will not do is noted as the line's fault, and
/// a harmless value is read in its place: a line with a fault is thrown away as a whole.
/// </summary>
internal sealed class FieldReader(JsonElement element, LineFault fault, string path = "")
{
    private int _read;

    public LineFault Fault => fault;

    public ulong Number(string name, ulong maximum = ulong.MaxValue)
    {
        if (!TryGet(name, JsonValueKind.Number, "a number", out var value)) return 0;
        if (value.TryGetUInt64(out ulong number) && number <= maximum) return number;
        return Wrong<ulong>(name, $"is not a whole number from 0 to {maximum}");
    }

    public int Int(string name, int maximum = int.MaxValue) => (int)Number(name, (ulong)maximum);

    public uint UInt(string name) => (uint)Number(name, uint.MaxValue);

    public ulong Hex(string name, ulong maximum = ulong.MaxValue)
    {
        string text = Text(name);
        if (text.Length <= 18 && text.StartsWith("0x", StringComparison.Ordinal) && TryParseHex(text.AsSpan(2), out ulong value) && value <= maximum) return value;
        return Wrong<ulong>(name, maximum == ulong.MaxValue ? "is not a hexadecimal number with 0x before it" : $"is not a hexadecimal number up to 0x{maximum:x}");
    }

    public TimeSpan Seconds(string name)
    {
        if (!TryGet(name, JsonValueKind.Number, "a number", out var value)) return default;
        if (value.TryGetDecimal(out decimal seconds) && seconds is >= 0 and < 1e11m)
        {
            decimal ticks = seconds * TimeSpan.TicksPerSecond;
            if (ticks == decimal.Truncate(ticks)) return new((long)ticks);
        }
        return Wrong<TimeSpan>(name, "is not a time in seconds, to 100 ns");
    }

    public string Text(string name) => TryGet(name, JsonValueKind.String, "a string", out var value) ? value.GetString()! : "";

    public bool Flag(string name)
    {
        if (!TryGet(name, out var value)) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        return Wrong<bool>(name, "is not true or false");
    }

    public T Name<T>(string name, NameTable<T> names) where T : struct, Enum
    {
        return names.TryParse(Text(name), out var value) ? value : Wrong<T>(name, $"names no {names.What}");
    }

    public BalloonQueue Queue() => Name("queue", TraceNames.Queues);

    public BalloonQueue? QueueIfAny() => Has("queue") ? Queue() : null;

    /// <summary>Whether an optional field has a value: it must be there, but may be null.</summary>
    public bool Has(string name)
    {
        if (!TryGet(name, out var value)) return false;
        if (value.ValueKind != JsonValueKind.Null) _read--;
        return value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>Whether a field is there that older traces do not have.</summary>
    public bool Holds(string name) => element.TryGetProperty(name, out _);

    public IReadOnlyList<PageRun> Runs(string name)
    {
        string text = Text(name);
        var runs = new List<PageRun>();
        if (text.Length == 0) return runs;
        foreach (var range in text.AsSpan().Split(' '))
        {
            var run = text.AsSpan()[range];
            int plus = run.IndexOf('+');
            ulong count = 1;
            if (!TryParseHex(plus < 0 ? run : run[..plus], out ulong first) || (plus >= 0 && !TryParseHex(run[(plus + 1)..], out count))
                || count == 0 || first > ulong.MaxValue - count)
                return Wrong<PageRun[]>(name, "has a run of pages that is none") ?? [];
            runs.Add(new(first, count));
        }
        return runs;
    }

    public PageSet Pages(string name)
    {
        var runs = Runs(name);
        for (int i = 1; i < runs.Count; i++)
        {
            if (runs[i].First <= runs[i - 1].End) return Wrong<PageSet>(name, "has runs that do not ascend, or that touch") ?? PageSet.Empty;
        }
        return PageSet.Of(runs);
    }

    public PageDigest Digest(string name) =>
        PageDigest.TryParse(Text(name), out var digest) ? digest : Wrong<PageDigest>(name, "is not 32 hexadecimal digits");

    public FieldReader? Object(string name) =>
        TryGet(name, JsonValueKind.Object, "an object", out var value) ? new(value, fault, $"{path}{name}.") : null;

    public IReadOnlyList<ushort> Numbers(string name)
    {
        var numbers = new List<ushort>();
        if (!TryGet(name, JsonValueKind.Array, "an array", out var value)) return numbers;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetUInt16(out ushort number))
                return Wrong<IReadOnlyList<ushort>>(name, "has an element that is no number from 0 to 65535") ?? numbers;
            numbers.Add(number);
        }
        return numbers;
    }

    public IReadOnlyList<T> Array<T>(string name, Func<FieldReader, T> read)
    {
        var items = new List<T>();
        if (!TryGet(name, JsonValueKind.Array, "an array", out var value)) return items;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) return Wrong<IReadOnlyList<T>>(name, "has an element that is no object") ?? items;
            var reader = new FieldReader(item, fault, $"{path}{name}.");
            items.Add(read(reader));
            reader.End();
            if (!fault.IsNone) break;
        }
        return items;
    }

    /// <summary>Notes a fault when the object has more fields than were read.</summary>
    public void End()
    {
        if (fault.IsNone && element.GetPropertyCount() != _read) fault.Note($"{(path.Length == 0 ? "the event" : path.TrimEnd('.'))} has a field too many");
    }

    private T? Wrong<T>(string name, string how)
    {
        fault.Note($"field {path}{name} {how}");
        return default;
    }

    private bool TryGet(string name, JsonValueKind kind, string what, out JsonElement value)
    {
        if (!TryGet(name, out value)) return false;
        if (value.ValueKind == kind) return true;
        fault.Note($"field {path}{name} is not {what}");
        return false;
    }

    private bool TryGet(string name, out JsonElement value)
    {
        if (element.TryGetProperty(name, out value))
        {
            _read++;
            return true;
        }
        fault.Note($"field {path}{name} is missing");
        return false;
    }

    private static bool TryParseHex(ReadOnlySpan<char> text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
