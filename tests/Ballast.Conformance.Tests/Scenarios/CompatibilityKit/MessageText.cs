using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit;

/// <summary>
/// Makes two runs' messages comparable: what differs by nature (ids, times, languages, stack traces) is replaced or left out,
/// everything else stays, in order.
/// </summary>
internal static partial class MessageText
{
    // Definitions may come in any order between their kinds; the rest of the messages tells a story.
    private static readonly string[] Definitions = ["parameterType", "undefinedParameterType", "stepDefinition", "hook"];

    private static readonly string[] LeftOut =
        ["timestamp", "duration", "sourceReference", "stackTrace", "type:exception", "language:snippet"];

    public static IReadOnlyList<string> Scrub(string ndjson)
    {
        var envelopes = ndjson.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonNode.Parse(l)!.AsObject())
            .Select(e => (Kind: e.Single().Key, Body: e.Single().Value!))
            .ToList();
        Assert.That(envelopes[0].Kind, Is.EqualTo("meta"));
        Assert.That(envelopes[0].Body["protocolVersion"], Is.Not.Null);
        var ids = new Dictionary<string, string>();
        return
        [
            .. envelopes.Skip(1)
                .Select((e, i) => (e.Kind, e.Body, Order: Definitions.Contains(e.Kind) ? FirstDefinition(envelopes) : i))
                .OrderBy(e => e.Order).ThenBy(e => Array.IndexOf(Definitions, e.Kind))
                .Select(e => $"{e.Kind} {Text(Sorted(e.Body, e.Kind, ids))}"),
        ];
    }

    private static int FirstDefinition(List<(string Kind, JsonNode Body)> envelopes) =>
        envelopes.FindIndex(e => Definitions.Contains(e.Kind)) - 1;

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";

    private static JsonNode? Sorted(JsonNode? node, string key, Dictionary<string, string> ids)
    {
        switch (node)
        {
            case JsonObject members:
                if (key == "testStepResult" && members["status"]!.GetValue<string>() != "FAILED")
                    return new JsonObject { ["status"] = members["status"]!.DeepClone() };
                var sorted = new JsonObject();
                foreach (var (name, value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    if (!LeftOut.Contains(name) && !LeftOut.Contains($"{name}:{key}"))
                        sorted[name] = Sorted(value, name, ids);
                }
                return sorted;
            case JsonArray items:
                return new JsonArray([.. items.Select(i => Sorted(i, key == "snippets" ? "snippet" : key, ids))]);
            case JsonValue value when value.TryGetValue(out string? text):
                return JsonValue.Create(Scrubbed(key, text, ids));
            default:
                return node?.DeepClone();
        }
    }

    private static string Scrubbed(string key, string text, Dictionary<string, string> ids)
    {
        if (key == "uri")
            return Path.GetFileName(text);
        if (key == "code")
            return Quoted().Match(text).Groups[1].Value;
        if (key != "id" && !key.EndsWith("Id", StringComparison.Ordinal) && !key.EndsWith("Ids", StringComparison.Ordinal))
            return text;
        if (!ids.TryGetValue(text, out var known))
            ids[text] = known = $"id {ids.Count}";
        return known;
    }

    [GeneratedRegex("""
        \("((?:[^"\\]|\\.)*)"
        """)]
    private static partial Regex Quoted();
}
