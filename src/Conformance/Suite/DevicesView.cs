using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;

namespace Ballast.Conformance.Suite;

/// <summary>Tells scenarios that say nothing because nobody sees into a device from those that say nothing at all.</summary>
internal static class DevicesView
{
    private static readonly Lazy<IReadOnlySet<ClauseId>> Hidden =
        new(() => RuleCatalogue.CreateAll().Where(r => r.NeedsDevicesView).Select(r => r.Clause).ToHashSet());

    /// <summary>Why a scenario that went through cannot be judged from outside the device; null when it can, or is vacuous.</summary>
    public static string? Reason(ScenarioReport report)
    {
        var judged = ScenarioSides.UnderTest(report.Scenario);
        if (report.Findings.Any(f => f.Outcome == RuleOutcome.Broken && judged.Contains(f.Side))) return null;
        var exercised = report.Findings.Where(f => f.Outcome != RuleOutcome.NotExercised).Select(f => f.Clause).ToHashSet();
        var missing = ScenarioClauses.Of(report.Scenario).Select(c => c.Id).Where(id => !exercised.Contains(id)).ToList();
        return missing.Count > 0 && missing.All(Hidden.Value.Contains)
            ? $"whether {string.Join(" and ", missing)} is kept shows only in a trace that the device records itself" : null;
    }
}
