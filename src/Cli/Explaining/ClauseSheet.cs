using Ballast.Conformance.Clauses;
using Ballast.Conformance.Coverage;
using Ballast.Conformance.Mutants;
using Ballast.Conformance.Scenarios;

namespace Ballast.Cli.Explaining;

/// <summary>Everything about a clause.</summary>
internal static class ClauseSheet
{
    public static void Show(Terminal terminal, ClauseCoverage coverage, IReadOnlyList<Scenario> scenarios)
    {
        var (clause, sheet) = (coverage.Clause, new Sheet(terminal));
        sheet.Head($"{clause.Id}  {clause.Level.Words()}  {clause.Statement}");
        sheet.Gap();
        sheet.Field("binds", $"the {clause.Who.ToString().ToLowerInvariant()}");
        sheet.Field("where", SpecificationChapter.Place(clause));
        sheet.Field("applies to", clause.AppliesTo);
        sheet.Field("observed", clause.HowObserved);
        sheet.Field("rule", coverage.Rule ?? $"none: {coverage.Excuse ?? "it is missing"}");
        ShowDisputes(sheet, coverage.Disputes);
        ShowPractices(sheet, clause.Id);
        sheet.Some("scenarios", [.. scenarios.Where(s => coverage.Scenarios.Contains(s.Id)).Select(s => $"{s.Id}  {s.Name}")]);
        sheet.Field("mutants", MutantCatalogue.Of(clause.Id).Select(m => $"{m.Id}  {m.Fault}"));
        if (coverage.Scenarios.Count > 0) sheet.Field("again", $"ballast run --tags \"@{clause.Id}\"");
        if (coverage.Mutants.Count > 0) sheet.Field("prove it", $"ballast mutants run {clause.Id}");
    }

    private static void ShowDisputes(Sheet sheet, IEnumerable<DisputedClause> disputes) =>
        sheet.Field("disputed", disputes.SelectMany(d => new[] { d.What, $"  any passes: {string.Join(" | ", d.Interpretations)}", $"  {d.Link}" }));

    private static void ShowPractices(Sheet sheet, ClauseId clause) =>
        sheet.Field("elsewhere", FieldPractices.Default.Of(clause).SelectMany(p => new[] { p.ToString(), $"  {p.Link}" }));
}
