using Ballast.Conformance.Mutants;
using Ballast.Conformance.Suite;

namespace Ballast.Features;

/// <summary>Every mutant, through the same runner as the command line: caught by the clauses that it breaks, and by no other.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class MutantTests
{
    private static readonly SuiteOptions Options = new() { Files = SuiteFiles.Find(TestContext.CurrentContext.TestDirectory), Parallelism = 1 };
    private readonly MutantRunner _runner = new(Options);

    [TestCaseSource(nameof(Mutants))]
    public async Task Mutant_IsKilled(Mutant mutant)
    {
        var reports = await _runner.RunAsync([mutant], cancellation: TestContext.CurrentContext.CancellationToken);

        Assert.That(reports[0].Verdict, Is.EqualTo(MutantVerdict.Killed), () => $"{mutant.Id} {mutant.Fault}: {reports[0].Problem}");
    }

    private static IEnumerable<TestCaseData> Mutants() => MutantCatalogue.All.Select(m => new TestCaseData(m) { TestName = $"mutant {m.Id}" });
}
