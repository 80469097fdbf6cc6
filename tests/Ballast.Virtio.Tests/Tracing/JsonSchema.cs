using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ballast.Virtio.Tests.Tracing;

/// <summary>As much of JSON Schema 2020-12 as our schemas use; a keyword that it does not know is an error.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    public static JsonSchema Load(string path)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, path))) folder = folder.Parent ?? throw new FileNotFoundException(path);
        return new(JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, path))).RootElement);
    }

    public bool Accepts(JsonElement value) => Accepts(root, value);

    private bool Accepts(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(keyword => keyword.Name switch
    {
        "$schema" or "$defs" or "title" or "description" => true,
        "$ref" => Accepts(Resolve(keyword.Value.GetString()!), value),
        "oneOf" => keyword.Value.EnumerateArray().Count(one => Accepts(one, value)) == 1,
        "const" => JsonElement.DeepEquals(keyword.Value, value),
        "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
        "type" => keyword.Value.ValueKind == JsonValueKind.Array
            ? keyword.Value.EnumerateArray().Any(type => HasType(type.GetString()!, value)) : HasType(keyword.Value.GetString()!, value),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= keyword.Value.GetDecimal(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= keyword.Value.GetDecimal(),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!),
        "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => Accepts(keyword.Value, item)),
        "required" => value.ValueKind != JsonValueKind.Object || keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "properties" => value.ValueKind != JsonValueKind.Object
            || keyword.Value.EnumerateObject().All(field => !value.TryGetProperty(field.Name, out var it) || Accepts(field.Value, it)),
        "propertyNames" => value.ValueKind != JsonValueKind.Object
            || value.EnumerateObject().All(field => Accepts(keyword.Value, JsonSerializer.SerializeToElement(field.Name))),
        "additionalProperties" => value.ValueKind != JsonValueKind.Object
            || value.EnumerateObject().All(field => IsNamed(schema, field.Name) || (keyword.Value.ValueKind == JsonValueKind.Object && Accepts(keyword.Value, field.Value))),
        _ => throw new NotSupportedException($"schema keyword {keyword.Name}"),
    });

    private static bool IsNamed(JsonElement schema, string field) => schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(field, out _);

    private JsonElement Resolve(string reference) => root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]);

    private static bool HasType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDecimal() % 1 == 0,
        _ => throw new NotSupportedException($"schema type {type}"),
    };
}
