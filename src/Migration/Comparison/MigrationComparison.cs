using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ballast.Migration.Comparison;

/// <summary>Original beside pv, for each case: the two tables of the series of 2016, and their JSON.</summary>
/// <param name="Cases">The cases, in the order in which they are shown.</param>
public sealed record MigrationComparison(IReadOnlyList<MigrationCase> Cases)
{
    private const int NameWidth = 24, FigureWidth = 14;

    private static readonly string Line = new('-', NameWidth + 2 * (FigureWidth + 3));

    /// <summary>Writes <c>{"cases":[…]}</c> (fixtures/schemas/migrate.schema.json).</summary>
    public void WriteJson(Stream to) => JsonSerializer.Serialize(to, this, ComparisonJson.Default.MigrationComparison);

    /// <summary>The tables, as the series printed them.</summary>
    public string ToText() => string.Join("\n", Cases.Select(Table));

    private static string Table(MigrationCase of)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{of.Name}, {of.RamKiB / 1024} MiB of RAM\n");
        Row(text, "", "original", "pv");
        Row(text, "total time (ms)", of.Original.TotalMs, of.Pv.TotalMs);
        Row(text, "downtime (ms)", of.Original.DowntimeMs, of.Pv.DowntimeMs);
        Row(text, "transferred ram (KB)", of.Original.TransferredKiB, of.Pv.TransferredKiB);
        Row(text, "pages", of.Original.Pages, of.Pv.Pages);
        Row(text, "zero pages", of.Original.ZeroPages, of.Pv.ZeroPages);
        Row(text, "skipped pages", of.Original.SkippedPages ?? 0, of.Pv.SkippedPages ?? 0);
        Row(text, "rounds", of.Original.Rounds, of.Pv.Rounds);
        text.Append(CultureInfo.InvariantCulture,
            $"total time falls {Ratio(of.Original.TotalMs, of.Pv.TotalMs)} times, transferred ram by {Saved(of)} %; content {(of.ContentVerified ? "verified" : "WRONG")}\n");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, double original, double pv) =>
        Row(text, name, original.ToString("0", CultureInfo.InvariantCulture), pv.ToString("0", CultureInfo.InvariantCulture));

    private static void Row(StringBuilder text, string name, string original, string pv) =>
        text.Append(Line).Append('\n').Append(name.PadRight(NameWidth)).Append(" | ").Append(original.PadLeft(FigureWidth))
            .Append(" | ").Append(pv.PadLeft(FigureWidth)).Append('\n').Append(name == "rounds" ? Line + "\n" : "");

    private static string Ratio(double original, double pv) =>
        pv > 0 ? (original / pv).ToString("0.0", CultureInfo.InvariantCulture) : "more than any number of";

    private static string Saved(MigrationCase of) => of.Original.TransferredKiB == 0
        ? "0.0"
        : (100 * (1 - (double)of.Pv.TransferredKiB / of.Original.TransferredKiB)).ToString("0.0", CultureInfo.InvariantCulture);
}
