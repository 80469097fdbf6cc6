using Ballast.Conformance.Expectations;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Tests.Suite;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Tests.Expectations;

public class UpdatedExpectationsTests
{
    private const string Known = """
        # Of our own making.
        - { scenario: "odd.feature:5", reason: it is right by now }

        # Somebody else's.
        - scenario: "odd.feature:5"   # as written
          when: { driver: linux* }
          reason: >-
            no longer
            here
        - clause: driver.init.1
          reason: of another scenario
        """;

    private static readonly SuiteOptions OneFile = OddScenarios.Options with { Features = ["odd.feature"] };

    private static async Task<UpdatedExpectations> Update(string text, SuiteOptions options)
    {
        var catalogue = OddScenarios.Catalogue();
        var (_, reports) = await OddScenarios.RunAsync(options, catalogue);
        return UpdatedExpectations.Of("e.yaml", text, options, new(catalogue, catalogue.Scenarios), new SuiteRunner(options).Sides, reports);
    }

    [Test]
    public async Task NewFile_NamesWhatFailed()
    {
        var updated = await Update("", OneFile);

        var all = ExpectationSet.Parse("e.yaml", updated.Text).All;
        Assert.That((updated.Added, updated.Removed, updated.Kept), Is.EqualTo((2, 0, 0)));
        Assert.That(all.Select(e => e.Scenario), Is.EqualTo(new[] { "Odd machines › some are <right> › wrong", "Odd machines › some are <right> › beside the point" }));
        Assert.That(all.Select(e => e.Verdict), Is.EqualTo(new[] { Verdict.Fail, Verdict.Inconclusive }));
        Assert.That(all.Select(e => e.IsUnexplained), Is.All.True);
        Assert.That(all.Select(e => e.When.Driver), Is.All.EqualTo("reference"));
    }

    [Test]
    public async Task RunWithTheFile_IsAsExpectedAndChangesNothing()
    {
        string folder = Directory.CreateTempSubdirectory("ballast-").FullName, file = Path.Combine(folder, "e.yaml");
        try
        {
            string text = (await Update("", OneFile)).Text;
            File.WriteAllText(file, text);
            var options = OneFile with { UpdatedExpectations = file };

            var (report, _) = await OddScenarios.RunAsync(options);

            Assert.That(report.ExitCode, Is.Zero);
            Assert.That(report.Results.Select(r => r.Verdict), Is.EqualTo(new[] { Verdict.Pass, Verdict.ExpectedFail, Verdict.ExpectedFail }));
            Assert.That((await Update(text, options)).Text, Is.EqualTo(text));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task EntryWhoseFailureIsGone_GoesAndTheOthersStayAsTheyAre()
    {
        var updated = await Update(Known, OneFile);

        Assert.That((updated.Added, updated.Removed, updated.Kept), Is.EqualTo((2, 1, 2)));
        Assert.That(updated.Text, Does.StartWith(Known.Replace("- { scenario: \"odd.feature:5\", reason: it is right by now }\n", "", StringComparison.Ordinal)));
    }

    [TestCase("- { scenario: '*right', reason: known }", "odd.feature", 1)]
    [TestCase("- { scenario: '*right', reason: known }", null, 0)]
    [TestCase("- { clause: machine.lowmem.1, match: nothing like it, reason: known }", "odd.feature", 1)]
    [TestCase("- { scenario: 'never run', reason: known }", null, 1)]
    [TestCase("- { scenario: '*', verdict: inconclusive, reason: known }", null, 1)]
    public async Task EntryThatMaySpeakOfWhatWasNotRun_Stays(string entry, string? feature, int kept) => Assert.That(
        (await Update(entry + "\n", feature is null ? OddScenarios.Options : OneFile)).Kept, Is.EqualTo(kept));

    [Test]
    public void FlowList_IsNotEdited() => Assert.That(
        () => Update("[{ scenario: 'odd.feature:5', reason: a }, { scenario: 'x', reason: b }]", OneFile),
        Throws.TypeOf<ExpectationException>().With.Message.Contains("begin with '-'"));

    [Test]
    public async Task EmptyList_BecomesAPlainOne() => Assert.That((await Update("# none\n[]\n", OneFile)).Text, Does.StartWith("# none\n- scenario: "));
}
