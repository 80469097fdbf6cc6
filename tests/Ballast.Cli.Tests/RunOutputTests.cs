using Ballast.Cli.Tests.Infrastructure;

namespace Ballast.Cli.Tests;

[NonParallelizable]
public sealed class RunOutputTests
{
    private const string Odd = """
        @machine
        Feature: Odd

          @machine.lowmem.1 @MUST
          Scenario: right
            When an i440fx machine is built with 0x100000 bytes of RAM
            Then lowmem is 0xe0000000

          @machine.lowmem.1 @MUST
          Scenario: wrong
            When an i440fx machine is built with 0x100000 bytes of RAM
            Then lowmem is 0x1000
        """;

    private WorkFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _folder.Write("odd.feature", Odd);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task Failure_IsToldInFull()
    {
        var answer = await Shell.RunAsync("run", "odd.feature", "--seed", "7");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.Unexpected));
        Assert.That(answer.Output, Does.Contain("\nFAIL  Odd › wrong\n").And.Contain("\n      again     ballast run odd.feature:10 --seed 7\n"));
    }

    [Test]
    public async Task UpdatedExpectations_MakeTheNextRunAsExpectedAndAskForAReason()
    {
        var first = await Shell.RunAsync("run", "odd.feature", "--update-expectations", "known.yaml");
        var second = await Shell.RunAsync("run", "odd.feature", "--expect", "known.yaml");

        Assert.That(first.Code, Is.EqualTo(ExitCode.Unexpected));
        Assert.That(first.Output, Does.EndWith("known.yaml: 1 added, 0 removed, 0 kept\n"));
        Assert.That(second.Code, Is.EqualTo(ExitCode.AsExpected), second.Output);
        Assert.That(second.Error, Is.EqualTo("ballast: known.yaml:1: not explained yet: say in 'reason' why this is expected, or mend it\n"));
        Assert.That(second.Output, Does.Contain("1 pass, 1 expected-fail"));
    }

    [Test]
    public async Task ScenarioThatPassesAgain_IsUnexpectedUntilItsEntryGoes()
    {
        _folder.Write("known.yaml", "# why\n- { scenario: 'Odd › right', reason: it was wrong once }\n- { scenario: '*wrong', reason: so it is }\n");

        var first = await Shell.RunAsync("run", "odd.feature", "--expect", "known.yaml");
        var second = await Shell.RunAsync("run", "odd.feature", "--update-expectations", "known.yaml");

        Assert.That(first.Code, Is.EqualTo(ExitCode.Unexpected));
        Assert.That(first.Output, Does.Contain("UNEXPECTED-PASS"));
        Assert.That(second.Output, Does.EndWith("known.yaml: 0 added, 1 removed, 1 kept\n"));
        Assert.That(File.ReadAllText("known.yaml"), Is.EqualTo("# why\n- { scenario: '*wrong', reason: so it is }\n"));
        Assert.That((await Shell.RunAsync("run", "odd.feature", "--expect", "known.yaml")).Code, Is.EqualTo(ExitCode.AsExpected));
    }

    [Test]
    public async Task MalformedExpectations_AreRefused()
    {
        _folder.Write("known.yaml", "- { scenario: a }\n");

        (await Shell.RunAsync("run", "odd.feature", "--update-expectations", "known.yaml")).AssertRefusal("known.yaml:1: an expectation says its reason");
    }

    [Test]
    public async Task Html_WithoutItsFormatterSaysWhatToInstall()
    {
        (await Shell.RunAsync("run", "odd.feature", "--html", "run.html"))
            .AssertRefusal("--html needs the formatter, which is not part of this program: npm install @cucumber/html-formatter");

        Assert.That(File.Exists("run.html"), Is.False);
    }

    [Test]
    public async Task Html_IsTheFormattersTemplateFilledIn()
    {
        const string Dist = "node_modules/@cucumber/html-formatter/dist";
        _folder.Write($"{Dist}/src/index.mustache", "<t>{{title}}</t>{{icon}}|{{css}}|{{custom_css}}|[{{messages}}]|{{script}}|{{custom_script}}|end");
        _folder.Write($"{Dist}/src/icon.url", "ICON");
        _folder.Write($"{Dist}/main.css", "{{css}}");
        _folder.Write($"{Dist}/main.js", "{{messages}}");

        await Shell.RunAsync("run", "odd.feature:5", "--html", "run.html");

        string page = File.ReadAllText("run.html");
        Assert.That(page, Does.StartWith("<t>Ballast</t>ICON|{{css}}||[{\"meta\"").And.EndWith("}]|{{messages}}||end"));
        Assert.That(page, Does.Contain("},{\"testRunFinished\":"));
    }

    [Test]
    public async Task FeatureWithoutScenarios_RunsNothing()
    {
        _folder.Write("empty.feature", "Feature: Empty\n");

        (await Shell.RunAsync("run", "empty.feature")).AssertRefusal("no scenario fits what was asked for: see 'ballast run --list'", ExitCode.NothingRan);
    }

    [Test]
    public async Task ShardThatGetsNothing_RunsNothing() =>
        (await Shell.RunAsync("run", "odd.feature", "--shard", "3/3")).AssertRefusal("no scenario fits what was asked for: see 'ballast run --list'", ExitCode.NothingRan);

    [TestCase("3/2")]
    [TestCase("half")]
    public async Task MalformedShard_IsRefused(string shard) =>
        (await Shell.RunAsync("run", "--shard", shard)).AssertRefusal($"--shard '{shard}': I/N with I from 1 to N, 2/4 say. See 'ballast run --help'.");

    [Test]
    public async Task Shards_ListEveryScenarioOnce()
    {
        string all = (await Shell.RunAsync("run", "odd.feature", "--list")).Output;
        string first = (await Shell.RunAsync("run", "odd.feature", "--list", "--shard", "1/2")).Output;
        string second = (await Shell.RunAsync("run", "odd.feature", "--list", "--shard", "2/2")).Output;

        Assert.That(first + second, Is.EqualTo(all));
    }
}
