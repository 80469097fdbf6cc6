using System.Text.Json;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Matrix;

/// <summary>Writes a matrix as JSON (fixtures/schemas/matrix.schema.json).</summary>
public static class MatrixJson
{
    /// <summary>Version of the format.</summary>
    public const int Schema = 1;

    /// <summary>Writes it, indented, as UTF-8.</summary>
    public static void Write(Stream stream, MatrixReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("suite", report.Suite);
        json.WriteNumber("seed", report.Seed);
        WriteList(json, "runs", report.Runs, WriteRun);
        WriteList(json, "clauses", report.Rows, (row) => WriteRow(json, row, report.Columns));
        WriteList(json, "deviations", report.Deviations, deviation => WriteDeviation(json, deviation));
        json.WriteEndObject();

        void WriteRun(MatrixRun run)
        {
            json.WriteString("name", run.Entry.Name);
            json.WriteString("driver", run.Entry.Driver.ToString());
            json.WriteString("device", run.Entry.Device.ToString());
            json.WriteString("version", run.Version);
            json.WriteString("missing", run.Missing);
            json.WriteStartObject("clauses");
            foreach (var cell in (MatrixCell[])[MatrixCell.Kept, MatrixCell.Broken, MatrixCell.Expected]) json.WriteNumber(cell.Name(), run.Count(cell));
            json.WriteEndObject();
            json.WriteStartObject("totals");
            foreach (var (verdict, count) in run.Report?.Totals ?? new Dictionary<Verdict, int>()) json.WriteNumber(verdict.Name(), count);
            json.WriteEndObject();
        }
    }

    private static void WriteRow(Utf8JsonWriter json, MatrixRow row, IReadOnlyList<MatrixRun> columns)
    {
        json.WriteString("id", row.Clause.Value);
        json.WriteString("level", row.Level?.Words());
        json.WriteStartObject("cells");
        foreach (var (run, cell) in columns.Zip(row.Cells)) json.WriteString(run.Entry.Name, cell == MatrixCell.Unseen ? null : cell.Name());
        json.WriteEndObject();
    }

    private static void WriteDeviation(Utf8JsonWriter json, MatrixDeviation deviation)
    {
        json.WriteString("run", deviation.Run);
        json.WriteString("verdict", deviation.Verdict.Name());
        json.WriteStartArray("clauses");
        foreach (var clause in deviation.Clauses) json.WriteStringValue(clause.Value);
        json.WriteEndArray();
        json.WriteNumber("scenarios", deviation.Scenarios);
        json.WriteString("reason", deviation.Reason);
        json.WriteString("command", deviation.Command);
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
