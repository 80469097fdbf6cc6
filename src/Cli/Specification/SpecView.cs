using Ballast.Conformance.Clauses;
using Ballast.Conformance.Coverage;

namespace Ballast.Cli.Specification;

/// <summary>What a person sees of the specification: its clauses by chapter, how each stands, and the counts.</summary>
internal static class SpecView
{
    private const int StatusWidth = 10;

    /// <summary>Shows the clauses.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="coverage">Every clause.</param>
    /// <param name="uncovered">Whether only those are shown that lack something without a reason; the counts are of all.</param>
    public static void Show(Terminal terminal, IReadOnlyList<ClauseCoverage> coverage, bool uncovered)
    {
        int width = coverage.Max(c => c.Clause.Id.Value.Length);
        foreach (var chapter in SpecificationChapter.All)
        {
            var all = coverage.Where(c => SpecificationChapter.Of(c.Clause) == chapter).ToList();
            var shown = uncovered ? all.Where(c => c.Status == CoverageStatus.Uncovered).ToList() : all;
            if (shown.Count == 0) continue;
            terminal.WriteLine($"{chapter.Number}  {chapter.Title}");
            foreach (var clause in shown) Show(terminal, clause, width);
            terminal.WriteLine();
        }
        foreach (var chapter in SpecificationChapter.All)
            terminal.WriteLine($"{chapter.Number,-5}  {Counts([.. coverage.Where(c => SpecificationChapter.Of(c.Clause) == chapter)])}");
        terminal.WriteLine($"{"all",-5}  {Counts(coverage)}");
    }

    private static void Show(Terminal terminal, ClauseCoverage coverage, int width)
    {
        var clause = coverage.Clause;
        terminal.WriteLine($"  {Name(coverage.Status),-StatusWidth}  {clause.Id.Value.PadRight(width)}  {clause.Level.Words(),-10}  {clause.Statement}");
        if (coverage.Status == CoverageStatus.Uncovered) Remark(terminal, string.Join(", ", coverage.Missing.Select(m => $"no {m}")));
        if (coverage.Excuse is { } excuse) Remark(terminal, excuse);
        if (coverage.IsDisputed) Remark(terminal, $"disputed: {string.Join(" | ", coverage.Interpretations)}");
    }

    private static void Remark(Terminal terminal, string text) => terminal.WriteLine($"  {"",-StatusWidth}  {text}");

    private static string Counts(IReadOnlyCollection<ClauseCoverage> clauses)
    {
        var totals = ChapterTotals.Of(clauses);
        return $"{totals.Clauses,3} clauses, {totals.Observable,3} observable: {totals.WithRule,3} with a rule, {totals.WithScenario,3} with a scenario, "
            + $"{totals.WithMutant,3} with a mutant, {totals.Excused,3} excused; {totals.Uncovered,3} uncovered, {totals.Disputed} disputed";
    }

    private static string Name(CoverageStatus status) => status.ToString().ToLowerInvariant();
}
