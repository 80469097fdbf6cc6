using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;

namespace Ballast.Cli.Explaining;

/// <summary>Everything about a mutant.</summary>
internal static class MutantSheet
{
    public static void Show(Terminal terminal, Mutant mutant, IReadOnlyList<Scenario> scenarios)
    {
        var sheet = new Sheet(terminal);
        var met = scenarios.Where(s => ScenarioClauses.Of(s).Any(c => mutant.Breaks.Contains(c.Id))).Select(s => $"{s.Id}  {s.Name}").ToList();
        string side = mutant.Side == Side.Driver ? "--driver" : "--device";
        sheet.Head($"{mutant.Id}  a {mutant.Side.ToString().ToLowerInvariant()} that has one fault: it {mutant.Fault}");
        sheet.Gap();
        sheet.Field("breaks", mutant.Breaks.Select(Gist));
        sheet.Some("caught by", met);
        if (mutant.Link is { } link) sheet.Field("as in", link);
        sheet.Field("kill it", $"ballast mutants run {mutant.Id}");
        sheet.Field("see it", $"ballast run --tags \"{string.Join(" or ", mutant.Breaks.Select(c => $"@{c}"))}\" {side} reference+{mutant.Id}");
    }

    private static string Gist(ClauseId id) =>
        ClauseCatalogue.Default.TryFind(id, out var clause) ? $"{id}  {clause.Level.Words()}  {clause.Statement}" : id.Value;
}
