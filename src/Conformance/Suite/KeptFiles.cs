using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Suite;

/// <summary>Names of the files in which a run keeps what it has seen.</summary>
public static class KeptFiles
{
    /// <summary>The trace of a scenario.</summary>
    public static string Trace(Scenario scenario) => Name(scenario) + ".trace.ndjson";

    /// <summary>The stream of the migration in a scenario.</summary>
    public static string Stream(Scenario scenario) => Name(scenario) + ".mig";

    // The id, and what it was run over: a scenario may be run over several transports.
    private static string Name(Scenario scenario) =>
        scenario.Id.Replace('/', '-').Replace(':', '-').Replace(".feature", "", StringComparison.Ordinal)
        + (scenario.Variant is { } variant ? $"-{variant.ToString().Replace(' ', '-')}" : "");
}
