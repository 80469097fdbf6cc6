using System.Text.Json;

namespace Ballast.Conformance.Scenarios;

/// <summary>The members that many messages share.</summary>
internal static class JsonMembers
{
    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    public static void WriteTimestamp(this Utf8JsonWriter json, DateTimeOffset at) =>
        WriteTime(json, "timestamp", at.ToUniversalTime() - DateTimeOffset.UnixEpoch);

    public static void WriteTime(this Utf8JsonWriter json, string name, TimeSpan span)
    {
        json.WriteStartObject(name);
        json.WriteNumber("seconds", span.Ticks / TimeSpan.TicksPerSecond);
        json.WriteNumber("nanos", span.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);
        json.WriteEndObject();
    }

    public static void WriteException(this Utf8JsonWriter json, Exception e)
    {
        json.WriteStartObject("exception");
        json.WriteString("type", e.GetType().Name);
        json.WriteString("message", e.Message);
        json.WriteString("stackTrace", e.ToString());
        json.WriteEndObject();
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public static void WriteList<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void WriteObject<T>(this Utf8JsonWriter json, string name, T? item, Action<Utf8JsonWriter, T> members) where T : class
    {
        if (item is null)
            return;
        json.WriteStartObject(name);
        members(json, item);
        json.WriteEndObject();
    }
}
