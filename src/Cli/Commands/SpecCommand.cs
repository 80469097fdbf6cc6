using System.CommandLine;
using System.Text;
using Ballast.Cli.Specification;
using Ballast.Conformance.Coverage;
using Ballast.Conformance.Suite;

namespace Ballast.Cli.Commands;

/// <summary>`ballast spec`: the clauses of the specification, and what covers them.</summary>
internal static class SpecCommand
{
    private const string Examples = """
        ballast spec                       every clause by chapter: covered, uncovered, untestable, disputed
        ballast spec --uncovered           what lacks a rule, a scenario or a mutant, and has no reason for it
        ballast spec --json spec.json      the same for a machine
        ballast spec --update-coverage     accept the coverage as it is: rewrites fixtures/coverage/coverage.tsv
        ballast explain driver.init.14     everything about one of them
        """;

    public static Command Create(Terminal terminal)
    {
        var uncovered = new Option<bool>("--uncovered") { Description = "Only clauses that lack a rule, a scenario or a mutant without a reason." };
        var json = new Option<string?>("--json") { Description = "Write it as JSON; - for standard output.", HelpName = "FILE" };
        var update = new Option<bool>("--update-coverage") { Description = "Rewrite the coverage that the tests compare with." };
        var command = new ExampledCommand("spec", "Shows the clauses of the specification, and what covers them.", Examples) { uncovered, json, update };
        command.SetAction(parsed =>
        {
            string? path = parsed.GetValue(json);
            terminal.KeepFree(path);
            var files = SuiteFiles.Find();
            var coverage = CoverageTable.Of(files);
            if (parsed.GetValue(update)) return (int)Update(terminal, files, coverage);
            bool some = parsed.GetValue(uncovered);
            SpecView.Show(terminal, coverage.All, some);
            SpecJson.Write(terminal, path, coverage.All.Where(c => !some || c.Status == CoverageStatus.Uncovered));
            return (int)ExitCode.AsExpected;
        });
        return command;
    }

    private static ExitCode Update(Terminal terminal, SuiteFiles files, CoverageTable coverage)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(files.Coverage)!);
        using var text = new StreamWriter(files.Coverage, append: false, new UTF8Encoding(false));
        CoverageSnapshot.Of(coverage).Write(text);
        terminal.WriteLine($"{Path.GetRelativePath(Environment.CurrentDirectory, files.Coverage)} is as the coverage is now");
        return ExitCode.AsExpected;
    }
}
