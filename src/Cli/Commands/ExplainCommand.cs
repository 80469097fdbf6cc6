using System.CommandLine;
using Ballast.Cli.Explaining;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Coverage;
using Ballast.Conformance.Mutants;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;

namespace Ballast.Cli.Commands;

/// <summary>`ballast explain`: everything about a clause, a scenario, a mutant, or a word of a report.</summary>
internal static class ExplainCommand
{
    private const string Examples = """
        ballast explain device.balloon.hinting.2             a clause: what it says, who does it otherwise, what covers it
        ballast explain features/hinting/device.feature:31   a scenario: its text, its clauses, how to run it
        ballast explain never-counts                         a mutant: its fault, the clauses that it breaks, how to see it
        ballast explain inconclusive                         a word of a report
        """;

    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "Id of a clause, a mutant or a scenario (FILE:LINE), or a verdict." };
        var command = new ExampledCommand("explain", "Explains a clause, a scenario, a mutant or a verdict.", Examples) { id };
        command.SetAction(parsed =>
        {
            Explain(terminal, parsed.GetRequiredValue(id));
            return (int)ExitCode.AsExpected;
        });
        return command;
    }

    private static void Explain(Terminal terminal, string word)
    {
        string name = word.TrimStart('@');
        var files = SuiteFiles.Find();
        if (Glossary.Meaning(name) is { } meaning)
        {
            terminal.WriteLine($"{name}  {meaning}");
            return;
        }
        if (IsScenario(word))
        {
            foreach (var scenario in Scenarios(files, word)) ScenarioSheet.Show(terminal, scenario);
            return;
        }
        var scenarios = SuiteSelection.Load(new() { Files = files }).Scenarios;
        if (Clause(name) is { } clause) ClauseSheet.Show(terminal, new CoverageTable(scenarios)[clause.Id], scenarios);
        else if (MutantCatalogue.Find(name) is { } mutant) MutantSheet.Show(terminal, mutant, scenarios);
        else throw Unknown(word, name);
    }

    // The name of a dispute stands for the clause whose findings say which reading is followed.
    private static Clause? Clause(string name)
    {
        var id = DisputedClauses.All.FirstOrDefault(d => d.Question == name)?.Clause ?? name;
        return ClauseCatalogue.Default.TryFind(id, out var clause) ? clause : null;
    }

    private static bool IsScenario(string word) => word.Contains(".feature", StringComparison.Ordinal);

    // Ids are relative to the suite, wherever one stands; a file of one's own is relative to the current folder.
    private static IReadOnlyList<Scenario> Scenarios(SuiteFiles files, string path)
    {
        string file = path[..(path.LastIndexOf(".feature", StringComparison.Ordinal) + ".feature".Length)];
        string baseFolder = File.Exists(file) ? Environment.CurrentDirectory : files.Root;
        var catalogue = FeatureCatalogue.Load([path], baseFolder);
        if (catalogue.Errors.Count > 0) throw new SuiteSelectionException([.. catalogue.Errors.Select(e => e.ToString())]);
        return catalogue.Scenarios;
    }

    private static WrongUseException Unknown(string word, string name)
    {
        var known = ClauseCatalogue.Default.All.Select(c => c.Id.Value).Concat(MutantCatalogue.All.Select(m => m.Id))
            .Concat(Glossary.Words).Concat(DisputedClauses.All.Select(d => d.Question));
        var near = NearMatches.Of(name, known);
        string hint = near.Count > 0 ? $"perhaps {string.Join(", ", near)}" : "see 'ballast spec' and 'ballast mutants list'";
        return new($"no clause, scenario, mutant or verdict is called '{word}': {hint}");
    }
}
