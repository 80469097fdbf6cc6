using System.CommandLine;
using Ballast.Cli.Mutants;
using Ballast.Conformance.Mutants;
using Ballast.Conformance.Suite;

namespace Ballast.Cli.Commands;

/// <summary>`ballast mutants`: proves that the suite catches faults, by running reference sides that have one.</summary>
internal static class MutantsCommand
{
    private const string Examples = """
        ballast mutants list                         every mutant, with its fault and the clauses that it breaks
        ballast mutants run                          kill them all: exit code 1 when one survives, or a wrong rule complains
        ballast mutants run never-counts             some of them, by id or by clause
        ballast run --device reference+never-counts  see what one of them looks like in a run
        """;

    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("mutants", "Proves that the suite catches faults: runs reference sides that have one.", Examples)
        {
            List(terminal),
            Run(terminal),
        };
        return command;
    }

    private static ExampledCommand List(Terminal terminal)
    {
        var some = Some();
        var json = Json();
        var command = new ExampledCommand("list", "Lists the mutants: fault, side, and the clauses that it breaks.", Examples) { some, json };
        command.SetAction(parsed =>
        {
            string? path = parsed.GetValue(json);
            terminal.KeepFree(path);
            var mutants = Select(parsed.GetValue(some) ?? []);
            if (mutants.Count == 0) return (int)Nothing(terminal);
            MutantsView.List(terminal, mutants);
            MutantsJson.Write(terminal, path, [.. mutants.Select(m => (m, (MutantReport?)null))]);
            return (int)ExitCode.AsExpected;
        });
        return command;
    }

    private static ExampledCommand Run(Terminal terminal)
    {
        var some = Some();
        var json = Json();
        var seed = new Option<int>("--seed") { Description = "Seed of everything that is left to chance.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var jobs = new Option<int>("--jobs") { Description = "How many mutants run at a time.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var thorough = new Option<bool>("--thorough") { Description = "Every scenario of a mutant's side, not only those of its clauses." };
        var command = new ExampledCommand("run", "Runs mutants; each must be caught by the rules of the clauses that it breaks, and by no other.", Examples)
        {
            some, json, seed, jobs, thorough,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(jobs) is { Implicit: false } && result.GetValue(jobs) < 1) result.AddError("--jobs: at least 1.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            string? path = parsed.GetValue(json);
            terminal.KeepFree(path);
            var mutants = Select(parsed.GetValue(some) ?? []);
            if (mutants.Count == 0) return (int)Nothing(terminal);
            var options = new SuiteOptions { Files = SuiteFiles.Find(), Seed = parsed.GetValue(seed), Parallelism = parsed.GetValue(jobs) };
            var view = new MutantsView(terminal, mutants.Count);
            var runner = new MutantRunner(options) { IsThorough = parsed.GetValue(thorough) };
            var reports = await runner.RunAsync(mutants, view.Show, cancellation);
            view.End(reports);
            MutantsJson.Write(terminal, path, [.. reports.Select(r => (r.Mutant, (MutantReport?)r))]);
            return (int)(reports.All(r => r.Verdict == MutantVerdict.Killed) ? ExitCode.AsExpected : ExitCode.Unexpected);
        });
        return command;
    }

    private static IReadOnlyList<Mutant> Select(string[] some)
    {
        if (some.Length == 0) return MutantCatalogue.All;
        var chosen = new List<Mutant>();
        foreach (string name in some)
        {
            var found = MutantCatalogue.All.Where(m => m.Id == name || m.Breaks.Any(c => c.Value == name)).ToList();
            if (found.Count == 0) throw new WrongUseException($"no mutant is called '{name}' or breaks such a clause: see 'ballast mutants list'");
            chosen.AddRange(found.Except(chosen));
        }
        return chosen;
    }

    private static ExitCode Nothing(Terminal terminal)
    {
        terminal.Fail("there are no mutants");
        return ExitCode.NothingRan;
    }

    private static Argument<string[]> Some() =>
        new("MUTANT") { Description = "Ids of mutants, or clauses that they break; all by default.", Arity = ArgumentArity.ZeroOrMore };

    private static Option<string?> Json() => new("--json") { Description = "Write it as JSON; - for standard output.", HelpName = "FILE" };
}
