using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;

namespace Ballast.Conformance.Coverage;

/// <summary>What covers each clause: computed from the rules, the scenarios' tags and the mutants there are.</summary>
public sealed class CoverageTable
{
    private readonly Dictionary<ClauseId, ClauseCoverage> _byId;

    /// <summary>The coverage by the rules and mutants there are.</summary>
    /// <param name="scenarios">The scenarios that count.</param>
    public CoverageTable(IEnumerable<Scenario> scenarios)
    {
        var rules = RuleCatalogue.CreateAll().ToLookup(r => r.Clause, r => r.GetType().Name);
        var tagged = scenarios.SelectMany(ScenarioClauses.Of, (s, c) => (c.Id, Scenario: s.Id)).ToLookup(t => t.Id, t => t.Scenario);
        var mutants = MutantCatalogue.All.SelectMany(m => m.Breaks, (m, c) => (Clause: c, m.Id)).ToLookup(b => b.Clause, b => b.Id);
        All =
        [
            .. ClauseCatalogue.Default.All.Select(c => new ClauseCoverage(
                c, rules[c.Id].FirstOrDefault(), [.. tagged[c.Id]], [.. mutants[c.Id]],
                rules.Contains(c.Id) ? null : ClauseExcuses.Default.Of(c), [.. DisputedClauses.Of(c.Id)])),
        ];
        _byId = All.ToDictionary(c => c.Clause.Id);
    }

    /// <summary>Every clause, ordered by id.</summary>
    public IReadOnlyList<ClauseCoverage> All { get; }

    /// <summary>The coverage of one clause.</summary>
    /// <exception cref="KeyNotFoundException">There is no such clause.</exception>
    public ClauseCoverage this[ClauseId clause] => _byId[clause];

    /// <summary>The coverage by the scenarios that come with a suite.</summary>
    /// <exception cref="SuiteSelectionException">A feature file is malformed.</exception>
    public static CoverageTable Of(SuiteFiles files) => new(SuiteSelection.Load(new() { Files = files }).Scenarios);
}
