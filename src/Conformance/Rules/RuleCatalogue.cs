using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Rules;

/// <summary>The rules there are. Each run takes fresh ones.</summary>
public static partial class RuleCatalogue
{
    private static readonly Lazy<IReadOnlySet<ClauseId>> Judged = new(() => CreateAll().Select(r => r.Clause).ToHashSet());

    /// <summary>The clauses that have a rule.</summary>
    public static IReadOnlySet<ClauseId> Clauses => Judged.Value;

    /// <summary>A fresh rule for every clause that has one.</summary>
    public static IReadOnlyList<Rule> CreateAll() =>
        [
            .. Negotiation(), .. Lifecycle(), .. SplitRing(), .. PackedRing(), .. Balloon(), .. Hinting(), .. Reporting(), .. Legacy(),
            .. Bitmap(), .. Machine(), .. Migration(), .. Mmio(), .. LegacyPci(),
        ];

    /// <summary>A fresh rule for a clause, or null when it has none.</summary>
    public static Rule? Create(ClauseId clause) => CreateAll().FirstOrDefault(r => r.Clause == clause);

    /// <summary>Name of the rule that judges a clause, or null.</summary>
    public static string? NameOf(ClauseId clause) => Create(clause)?.GetType().Name;
}
