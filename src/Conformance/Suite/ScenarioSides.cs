using Ballast.Conformance.Clauses;
using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Suite;

/// <summary>The side that a scenario judges, by its tags.</summary>
public static class ScenarioSides
{
    private static readonly (string Tag, Side Side)[] Tags =
    [
        ("@driver", Side.Driver), ("@device", Side.Device), ("@migration", Side.Migration), ("@machine", Side.Machine),
    ];

    /// <summary>The side, or null when no tag says it.</summary>
    public static Side? Of(Scenario scenario)
    {
        foreach (var (tag, side) in Tags)
        {
            if (scenario.Tags.Contains(tag)) return side;
        }
        return null;
    }

    /// <summary>The sides that are held to everything that the trace shows: the others are the stimulus.</summary>
    public static IReadOnlySet<Side> UnderTest(Scenario scenario) => Of(scenario) is { } side ? new HashSet<Side> { side } : new HashSet<Side>();
}
