using System.Text.Json.Serialization;

namespace Ballast.Migration.Comparison;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MigrationComparison))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
