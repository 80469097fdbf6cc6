using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Tests.Suite;

/// <summary>Scenarios that pass, fail and show nothing, run on the reference pair.</summary>
internal static class OddScenarios
{
    private const string Text = """
        @machine
        Feature: Odd machines
          Rule: some are <right>
            @machine.lowmem.1 @MUST
            Scenario: right
              When an i440fx machine is built with 0x100000 bytes of RAM
              Then lowmem is 0xe0000000

            @machine.lowmem.1 @MUST
            Scenario: wrong
              When an i440fx machine is built with 0x100000 bytes of RAM
              Then lowmem is 0x1000

            @device.balloon.hinting.2 @MUST_NOT
            Scenario: beside the point
              When an i440fx machine is built with 0x100000 bytes of RAM
              Then lowmem is 0xe0000000
        """;

    public static SuiteOptions Options { get; } = new() { Files = SuiteFiles.Find(TestContext.CurrentContext.TestDirectory), Seed = 7 };

    public static FeatureCatalogue Catalogue() => FeatureCatalogue.Parse("odd.feature", Text);

    public static async Task<(RunReport Report, IReadOnlyList<ScenarioReport> Scenarios)> RunAsync(
        SuiteOptions? options = null, FeatureCatalogue? catalogue = null, params IScenarioObserver[] observers)
    {
        var reports = new List<ScenarioReport>();
        var report = await new SuiteRunner(options ?? Options).RunAsync((catalogue ?? Catalogue()).Scenarios, reports.Add, observers);
        return (report, reports);
    }
}
