using Ballast.Conformance.Clauses;
using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Suite;

/// <summary>The clauses that a scenario is tagged with.</summary>
public static class ScenarioClauses
{
    /// <summary>The clauses, in the order of the tags. Tags that name no clause are none.</summary>
    public static IReadOnlyList<Clause> Of(Scenario scenario)
    {
        var clauses = new List<Clause>();
        foreach (string tag in scenario.Tags)
        {
            if (ClauseCatalogue.Default.TryFind(tag[1..], out var clause)) clauses.Add(clause);
        }
        return clauses;
    }
}
