using Ballast.Conformance.Mutants;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;

namespace Ballast.Features.Sequences;

/// <summary>Runs steps that were put together by chance as a scenario of their own, through the engine that runs all the others.</summary>
/// <param name="side">The side that is judged: driver or device.</param>
/// <param name="mutant">The fault of one side, or null.</param>
internal sealed class SequenceRun(string side, Mutant? mutant = null)
{
    private readonly SuiteFiles _files = SuiteFiles.Find(TestContext.CurrentContext.TestDirectory);

    /// <summary>The steps as a feature file that can be pasted.</summary>
    public string Gherkin(IReadOnlyList<string> steps) => $"""
        @{side} @dialect:hint @queues
        Feature: A sequence of steps

          Scenario: found by chance
        {string.Join('\n', steps.Select((step, i) => $"    {(i == 0 ? "Given" : i == 1 ? "When" : "And")} {step}"))}
            Then both sides come to rest
        """;

    /// <summary>What is wrong with the side after these steps; null when every rule is kept.</summary>
    public string? FaultOf(IReadOnlyList<string> steps)
    {
        var options = new SuiteOptions { Files = _files, Parallelism = 1, Mutant = mutant };
        ScenarioReport? report = null;
        new SuiteRunner(options).RunAsync(FeatureCatalogue.Parse("sequence.feature", Gherkin(steps)).Scenarios, r => report = r).GetAwaiter().GetResult();
        // A recommendation may give way: to want of memory, say, where everything was hinted.
        return report!.Result.Verdict is Verdict.Pass or Verdict.Warn ? null : report.Result.Reason ?? report.Result.Verdict.ToString();
    }
}
