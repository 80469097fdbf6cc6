using System.CommandLine;
using Ballast.Cli.Checking;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Golden;
using Ballast.Conformance.Suite;

namespace Ballast.Cli.Commands;

/// <summary>`ballast check`: judges recorded traces.</summary>
internal static class CheckCommand
{
    private const string Examples = """
        ballast check balloon.trace.ndjson                              which clauses it breaks
        ballast check traces                                            every *.trace.ndjson of a folder
        ballast check -v balloon.trace.ndjson                           also which it keeps, and by which events
        ballast check balloon.trace.ndjson --golden hint-round-stop     compared with a golden trace, too
        ballast check --qemu-stream ram.mig --trace balloon.trace.ndjson
                                                                        whether QEMU's stream holds what the guest held
        ballast check traces --side device                              what the device owes, whatever the driver did

        Exit code: 0 nothing that must hold is broken, 1 something is, 2 a trace or stream is missing or malformed,
        4 the traces say nothing about any clause.
        """;

    private static readonly Dictionary<string, Side> Sides = Enum.GetValues<Side>().ToDictionary(CheckView.NameOf);

    public static Command Create(Terminal terminal)
    {
        var traces = new Argument<string[]>("TRACE") { Description = "Trace files (*.trace.ndjson), or folders of them.", Arity = ArgumentArity.ZeroOrMore };
        var stream = new Option<string?>("--qemu-stream") { Description = "A migration that QEMU wrote to a file, judged page by page by the trace.", HelpName = "FILE" };
        var trace = new Option<string?>("--trace") { Description = "The trace of the guest that was migrated, for --qemu-stream.", HelpName = "FILE" };
        var sides = new Option<string[]>("--side")
        {
            Description = "Only clauses that bind a side: driver, device, machine or migration; may be repeated. What the others do is stimulus.",
            HelpName = "SIDE",
        };
        sides.AcceptOnlyFromAmong([.. Sides.Keys]);
        var golden = new Option<string?>("--golden") { Description = "Compare with a golden trace.", HelpName = "NAME" };
        var json = new Option<string?>("--json") { Description = "Write the findings as JSON; - for standard output.", HelpName = "FILE" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "List the clauses that are kept, with the events that show it." };
        var command = new ExampledCommand("check", "Judges recorded traces by the clauses of the specification.", Examples) { traces, stream, trace, sides, golden, json, verbose };
        command.SetAction(parsed =>
        {
            terminal.KeepFree(parsed.GetValue(json));
            string[] paths = PathsOf(parsed.GetValue(traces) ?? [], parsed.GetValue(trace), parsed.GetValue(stream));
            var wanted = parsed.GetValue(sides) is { Length: > 0 } named ? named.Select(n => Sides[n]).ToHashSet() : [.. Sides.Values];
            return (int)Run(terminal, paths, parsed.GetValue(stream), wanted, parsed.GetValue(golden), parsed.GetValue(json), parsed.GetValue(verbose));
        });
        return command;
    }

    private static ExitCode Run(Terminal terminal, string[] paths, string? streamName, HashSet<Side> sides, string? goldenName, string? json, bool verbose)
    {
        var golden = goldenName is null ? null : FindGolden(goldenName);
        var files = TraceFiles.Expand(paths);
        if (streamName is not null && files.Count != 1) throw new WrongUseException("--qemu-stream: one trace belongs to a stream; name its file with --trace");
        var image = streamName is null ? null : TraceFiles.ReadQemuStream(streamName);
        var view = new CheckView(terminal, verbose);
        var judged = new List<JudgedTrace>();
        bool isRefused = false;
        foreach (string file in files)
        {
            try
            {
                var trace = TraceFiles.Read(file);
                var one = image is null ? JudgedTrace.Judge(file, trace, golden) : JudgedTrace.Judge(file, trace, image, golden);
                one = one.Of(sides);
                if (judged.Count > 0) terminal.WriteLine();
                judged.Add(one);
                view.Show(one);
            }
            catch (WrongUseException e)
            {
                isRefused = true;
                terminal.Fail(e.Message);
            }
        }
        if (isRefused) return ExitCode.WrongUse;
        WriteJson(terminal, json, judged);
        return JudgedTrace.ExitCodeOf(judged);
    }

    private static string[] PathsOf(string[] traces, string? trace, string? stream)
    {
        if (trace is not null && stream is null) throw new WrongUseException("--trace goes with --qemu-stream; other traces are named without an option");
        if (trace is not null) return [.. traces, trace];
        return traces.Length > 0 ? traces : throw new WrongUseException("no trace is named");
    }

    /// <summary>Writes the findings where the user wants them.</summary>
    public static void WriteJson(Terminal terminal, string? path, IReadOnlyList<JudgedTrace> judged)
    {
        if (path is null) return;
        using var stream = terminal.Create(path);
        CheckJson.Write(stream, judged);
        stream.WriteByte((byte)'\n');
    }

    private static GoldenTrace FindGolden(string name)
    {
        var goldens = new GoldenCatalogue(SuiteFiles.Find().Goldens);
        return goldens.Find(name) ?? throw new WrongUseException($"--golden: there is no golden trace '{name}'; see 'ballast golden list'");
    }
}
