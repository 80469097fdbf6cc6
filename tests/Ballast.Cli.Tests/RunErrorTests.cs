using System.Text;
using System.Text.Json;
using Ballast.Cli.Tests.Infrastructure;

namespace Ballast.Cli.Tests;

[NonParallelizable]
public sealed class RunErrorTests
{
    private WorkFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task FeatureWithSyntaxError_IsRefusedWithItsLine()
    {
        _folder.Write("bad.feature", "Feature: Bad\n\n  Scenario: One\n    Given nothing\n    Nonsense\n");

        var answer = await Shell.RunAsync("run", "bad.feature");

        Assert.That(answer.Error, Does.Match(@"^ballast: bad\.feature:5(:\d+)?: [^\n]+\n$"));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.WrongUse));
    }

    [Test]
    public async Task UndefinedStep_IsRefusedWithASnippetToPaste()
    {
        _folder.Write("new.feature", "Feature: New\n\n  Scenario: One\n    Given a thing that nobody knows\n");

        var answer = await Shell.RunAsync("run", "new.feature");

        Assert.That(answer.Error, Does.StartWith("ballast: new.feature:4: no step fits 'a thing that nobody knows'; to define it:\n"));
        Assert.That(answer.Error, Does.Contain("[Given(\"a thing that nobody knows\")]"));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.WrongUse));
    }

    [Test]
    public async Task MissingFeature_IsRefused()
    {
        var answer = await Shell.RunAsync("run", "none.feature");

        Assert.That(answer.Error, Does.Match(@"^ballast: none\.feature[^\n]+\n$"));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.WrongUse));
    }

    [Test]
    public async Task NothingSelected_IsAnError() =>
        (await Shell.RunAsync("run", "--tags", "@nobody-has-this")).AssertRefusal("no scenario fits what was asked for: see 'ballast run --list'", ExitCode.NothingRan);

    [Test]
    public async Task MalformedTags_AreRefused()
    {
        var answer = await Shell.RunAsync("run", "--tags", "@a and");

        Assert.That(answer.Error, Does.Match(@"^ballast: --tags '@a and': [^\n]+\n$"));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.WrongUse));
    }

    [TestCase("nobody")]
    [TestCase("exec:driver")]
    public async Task WrongSide_IsRefusedInOneLine(string side)
    {
        var answer = await Shell.RunAsync("run", "--driver", side);

        Assert.That(answer.Error, Does.Match(@"^ballast: --driver: [^\n]+\n$"));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.WrongUse));
    }

    [TestCase("qemu:sid", "there is no release 'sid' of QEMU here: bullseye, bookworm, trixie; a path has a '/' in it, ./sid say")]
    [TestCase("qemu:", "'qemu:' is no side: reference, reference+MUTANT, linux, linux:RELEASE, qemu, qemu:RELEASE, qemu:PATH, or exec:COMMAND with {socket} in it")]
    [TestCase("linux:trixie", "'linux:trixie' is a driver: use --driver")]
    public async Task WrongDevice_IsRefusedInOneLine(string side, string reason) =>
        (await Shell.RunAsync("run", "--device", side)).AssertRefusal($"--device: {reason}. See 'ballast run --help'.");

    [Test]
    public async Task List_NamesScenariosAndRunsNone()
    {
        var answer = await Shell.RunAsync("run", "--list", "--tags", "@device.balloon.hinting.3");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected));
        Assert.That(answer.Output, Does.Match(@"^features/hinting/device\.feature:\d+  "));
    }

    [Test]
    public async Task JsonOnStandardOutput_IsNothingButJson()
    {
        var answer = await Shell.RunAsync("run", "--tags", "@device.balloon.hinting.3", "--json", "-");

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Bytes));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected), answer.Error);
        Assert.That(answer.Output, Is.Empty);
        Assert.That(json.RootElement.GetProperty("results").GetArrayLength(), Is.GreaterThan(0));
    }
}
