using System.CommandLine;
using Ballast.Cli.Goldens;
using Ballast.Conformance.Golden;
using Ballast.Conformance.Suite;

namespace Ballast.Cli.Commands;

/// <summary>`ballast golden`: the expected traces, and those that wait to be accepted.</summary>
internal static class GoldenCommand
{
    private const string Examples = """
        ballast golden list                        which there are, and what is to do about them
        ballast golden list --check                the same, and exit code 1 when something is to do
        ballast golden show negotiation-hint       one of them, and how a received one differs
        ballast golden accept negotiation-hint     make the received one the golden trace
        """;

    public static Command Create(Terminal terminal) => new ExampledCommand("golden", "Shows golden traces, and accepts new ones.", Examples)
    {
        List(terminal), Show(terminal), Accept(terminal),
    };

    private static ExampledCommand List(Terminal terminal)
    {
        var check = new Option<bool>("--check") { Description = "Exit code 1 when one is unused, missing, malformed, or waits to be accepted." };
        var command = new ExampledCommand("list", "Lists the golden traces: verified, waiting to be accepted, unused, missing.", Examples) { check };
        command.SetAction(parsed =>
        {
            var files = SuiteFiles.Find();
            var entries = GoldenInventory.Read(files);
            if (entries.Count == 0) terminal.WriteLine($"no golden traces in {files.Goldens}");
            int width = entries.Select(e => e.Name.Length).DefaultIfEmpty().Max();
            foreach (var entry in entries) terminal.WriteLine($"{entry.Name.PadRight(width)}  {entry.Remark}");
            return (int)(parsed.GetValue(check) && entries.Any(e => e.NeedsAttention) ? ExitCode.Unexpected : ExitCode.AsExpected);
        });
        return command;
    }

    private static ExampledCommand Show(Terminal terminal)
    {
        var name = Name();
        var command = new ExampledCommand("show", "Shows a golden trace and, where another was received, how that differs.", Examples) { name };
        command.SetAction(parsed =>
        {
            string wanted = parsed.GetRequiredValue(name);
            var goldens = new GoldenCatalogue(SuiteFiles.Find().Goldens);
            var golden = goldens.Find(wanted);
            string? received = goldens.Received(wanted);
            if (golden is null && received is null) throw Unknown(wanted, goldens.Names.Union(goldens.Waiting));
            terminal.WriteLine((golden?.Text ?? received!).TrimEnd());
            if (received is null) return (int)ExitCode.AsExpected;
            terminal.WriteLine();
            terminal.WriteLine(golden is null
                ? $"received, and not accepted yet: ballast golden accept {wanted}"
                : $"another was received; to accept it: ballast golden accept {wanted}; it differs (- golden, + received):");
            if (goldens.Difference(wanted) is { } difference) terminal.WriteLine($"\n{difference.TrimEnd()}");
            return (int)ExitCode.AsExpected;
        });
        return command;
    }

    private static ExampledCommand Accept(Terminal terminal)
    {
        var name = Name();
        var command = new ExampledCommand("accept", "Makes a received trace the golden one.", Examples) { name };
        command.SetAction(parsed =>
        {
            string wanted = parsed.GetRequiredValue(name);
            var goldens = new GoldenCatalogue(SuiteFiles.Find().Goldens);
            if (!goldens.Accept(wanted))
            {
                throw goldens.Names.Contains(wanted)
                    ? new WrongUseException($"nothing was received for the golden trace {wanted}: it stays as it is")
                    : Unknown(wanted, goldens.Waiting);
            }
            terminal.WriteLine($"{wanted} accepted");
            return (int)ExitCode.AsExpected;
        });
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "Name of the golden trace." };

    private static WrongUseException Unknown(string name, IEnumerable<string> known) =>
        new($"there is no golden trace '{name}'{(known.Any() ? $"; there are {string.Join(", ", known.Order(StringComparer.Ordinal))}" : "")}");
}
