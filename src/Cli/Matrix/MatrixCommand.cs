using System.Text;
using Ballast.Conformance.Matrix;
using Ballast.Conformance.Suite;

namespace Ballast.Cli.Matrix;

/// <summary>`ballast run --matrix`: several implementations side by side.</summary>
internal static class MatrixCommand
{
    /// <summary>Runs a matrix and writes what was asked for.</summary>
    /// <exception cref="WrongUseException">The file cannot be read.</exception>
    public static async Task<ExitCode> RunAsync(Terminal terminal, string path, SuiteOptions common, string? json, string? markdown, CancellationToken cancellation)
    {
        var entries = Read(path);
        var view = new MatrixView(terminal);
        terminal.WriteLine($"{SuiteVersion.Name}  {entries.Count} runs of {path}, seed {common.Seed}");
        var runner = new MatrixRunner(common) { Begun = view.Begin, Finished = _ => view.Progress(), Ended = view.End };
        var report = await runner.RunAsync(entries, cancellation);
        MatrixView.Show(terminal, report);
        Write(terminal, json, stream => MatrixJson.Write(stream, report));
        Write(terminal, markdown, stream => stream.Write(Encoding.UTF8.GetBytes(MatrixMarkdown.Write(report))));
        return (ExitCode)report.ExitCode;
    }

    private static IReadOnlyList<MatrixEntry> Read(string path)
    {
        try
        {
            return MatrixFile.Parse(path, File.ReadAllText(path));
        }
        catch (MatrixFileException e)
        {
            throw new WrongUseException(e.Message);
        }
    }

    private static void Write(Terminal terminal, string? path, Action<Stream> write)
    {
        if (path is null) return;
        using var stream = terminal.Create(path);
        write(stream);
        if (path == "-") stream.WriteByte((byte)'\n');
    }
}
