using Ballast.Cli.Tests.Infrastructure;

namespace Ballast.Cli.Tests;

[NonParallelizable]
public sealed class GoldenTests
{
    private const string Golden = "golden NAME\n  dialect hint\n\naccepts STATS_VQ VERSION_1\n";
    private WorkFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _folder.Write("features/some.feature", """
            Feature: Some

              @golden:used
              Scenario: One
                Given nothing

              @golden:missing
              Scenario: Two
                Given nothing
            """);
        _folder.Write("fixtures/golden/used.golden", Golden.Replace("NAME", "used"));
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task List_SaysHowEachStands()
    {
        _folder.Write("fixtures/golden/unused.golden", Golden.Replace("NAME", "unused"));
        _folder.Write("fixtures/golden/broken.golden", "nonsense");
        _folder.Write("fixtures/golden/waiting.received.golden", Golden.Replace("NAME", "waiting"));

        var answer = await Shell.RunAsync("golden", "list");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected), answer.Error);
        Assert.That(answer.Output.Split('\n'), Has.One.StartsWith("broken   malformed: "));
        Assert.That(answer.Output, Does.Contain("missing  missing: run features/some.feature:8 to receive it\n"));
        Assert.That(answer.Output, Does.Contain("unused   unused: no scenario has the tag @golden:unused\n"));
        Assert.That(answer.Output, Does.Contain("used     verified, used by features/some.feature:4\n"));
        Assert.That(answer.Output, Does.Contain("waiting  received, waits: ballast golden show waiting\n"));
    }

    [Test]
    public async Task ListCheck_FailsWhereSomethingIsToDo()
    {
        Assert.That((await Shell.RunAsync("golden", "list", "--check")).Code, Is.EqualTo(ExitCode.Unexpected));

        _folder.Write("fixtures/golden/missing.golden", Golden.Replace("NAME", "missing"));

        Assert.That((await Shell.RunAsync("golden", "list", "--check")).Code, Is.EqualTo(ExitCode.AsExpected));
    }

    [Test]
    public async Task Show_PrintsTheGoldenTrace() => Assert.That((await Shell.RunAsync("golden", "show", "used")).Output, Is.EqualTo(Golden.Replace("NAME", "used")));

    [Test]
    public async Task Show_OfOneThatWaits_ShowsTheDifference()
    {
        _folder.Write("fixtures/golden/used.received.golden", Golden.Replace("NAME", "used").Replace("STATS_VQ ", ""));

        var answer = await Shell.RunAsync("golden", "show", "used");

        Assert.That(answer.Output, Does.Contain("- accepts STATS_VQ VERSION_1\n+ accepts VERSION_1\n"));
    }

    [Test]
    public async Task Accept_MakesTheReceivedOneGolden()
    {
        _folder.Write("fixtures/golden/missing.received.golden", Golden.Replace("NAME", "missing"));

        var answer = await Shell.RunAsync("golden", "accept", "missing");

        Assert.That(answer.Output, Is.EqualTo("missing accepted\n"));
        Assert.That(File.Exists("fixtures/golden/missing.golden"));
        Assert.That(File.Exists("fixtures/golden/missing.received.golden"), Is.False);
    }

    [Test]
    public async Task UnknownName_IsRefused()
    {
        (await Shell.RunAsync("golden", "show", "nobody")).AssertRefusal("there is no golden trace 'nobody'; there are used");
        (await Shell.RunAsync("golden", "show", "../used")).AssertRefusal("there is no golden trace '../used'; there are used");
        (await Shell.RunAsync("golden", "accept", "nobody")).AssertRefusal("there is no golden trace 'nobody'");
        (await Shell.RunAsync("golden", "accept", "used")).AssertRefusal("nothing was received for the golden trace used: it stays as it is");
    }

    [Test]
    public async Task MalformedGolden_IsRefusedWithItsLine()
    {
        _folder.Write("fixtures/golden/used.golden", "nonsense");

        var answer = await Shell.RunAsync("golden", "show", "used");

        Assert.That(answer.Error, Does.Match(@"^ballast: \S+used\.golden:1: [^\n]+\n$"));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.WrongUse));
    }
}
