using System.Text.Json;

namespace Ballast.Cli;

/// <summary>Writes a list as JSON: an object with one array in it.</summary>
internal static class JsonList
{
    /// <summary>Writes to a file that the user named; nothing when none was.</summary>
    /// <param name="terminal">Makes the file.</param>
    /// <param name="path">Where to; - for standard output.</param>
    /// <param name="name">Name of the array.</param>
    /// <param name="items">What is in it.</param>
    /// <param name="write">Writes the fields of one of them.</param>
    public static void Write<T>(Terminal terminal, string? path, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (path is null) return;
        using var stream = terminal.Create(path);
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray(name);
            foreach (var item in items)
            {
                json.WriteStartObject();
                write(json, item);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes a field with texts.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
