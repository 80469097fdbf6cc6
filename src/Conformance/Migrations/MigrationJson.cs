using System.Text.Json;
using Ballast.Migration;

namespace Ballast.Conformance.Migrations;

/// <summary>One migration as JSON (fixtures/schemas/migration.schema.json).</summary>
public static class MigrationJson
{
    /// <summary>Writes the report.</summary>
    public static void Write(Stream to, MigrationRequest request, MigrationRun run)
    {
        using var json = new Utf8JsonWriter(to);
        var figures = run.Figures;
        json.WriteStartObject();
        json.WriteString("name", request.Workload.ToString().ToLowerInvariant());
        json.WriteNumber("ramKiB", request.RamSize >> 10);
        json.WriteString("filter", request.Filter.ToString().ToLowerInvariant());
        json.WriteString("status", run.Outcome.Status.ToString().ToLowerInvariant());
        if (run.Reason is { } reason) json.WriteString("reason", reason);
        json.WriteStartObject("figures");
        json.WriteNumber("totalMs", figures.TotalMs);
        json.WriteNumber("downtimeMs", figures.DowntimeMs);
        json.WriteNumber("transferredKiB", figures.TransferredKiB);
        json.WriteNumber("pages", figures.Pages);
        json.WriteNumber("zeroPages", figures.ZeroPages);
        json.WriteNumber("rounds", figures.Rounds);
        if (request.Filter != MigrationFilter.None) json.WriteNumber("skippedPages", figures.SkippedPages ?? 0);
        json.WriteEndObject();
        if (run.Content is { } content) json.WriteBoolean("contentVerified", content.IsIntact);
        json.WriteEndObject();
    }
}
