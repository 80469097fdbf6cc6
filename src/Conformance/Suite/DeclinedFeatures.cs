using Ballast.Conformance.Rules;
using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Suite;

/// <summary>Whether a driver declined what a scenario is about: a feature may be left alone, and its clauses then bind nobody.</summary>
internal static class DeclinedFeatures
{
    /// <summary>Why the scenario does not apply, or null when it does.</summary>
    public static string? Reason(ScenarioReport report)
    {
        if (report.Trace is not { } trace || trace.Events.OfType<FeaturesAccepted>().LastOrDefault() is not { } accepted) return null;
        var offered = trace.Events.OfType<FeaturesOffered>().LastOrDefault()?.Features ?? FeatureSet.None;
        var clauses = ScenarioClauses.Of(report.Scenario);
        // What was broken is broken, whatever was declined.
        if (report.Findings.Any(f => f.Outcome == RuleOutcome.Broken && clauses.Any(c => c.Id == f.Clause))) return null;
        foreach (string name in clauses.SelectMany(c => c.AppliesTo.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (FeatureSet.TryParseName(name, out int feature) && offered.Has(feature) && !accepted.Features.Has(feature))
                return $"the driver does not accept {name}";
        }
        return null;
    }
}
