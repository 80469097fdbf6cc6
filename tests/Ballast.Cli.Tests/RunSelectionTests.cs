using Ballast.Cli.Tests.Infrastructure;

namespace Ballast.Cli.Tests;

[NonParallelizable]
public sealed class RunSelectionTests
{
    private WorkFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _folder.Write("some.feature", """
            Feature: Some

              Scenario: Any
                Given nothing

              @ring:split
              Scenario: Split
                Given nothing

              @ring:packed @transport:direct
              Scenario: Packed
                Given nothing

              @transport:pci
              Scenario: Pci
                Given nothing
            """);
        _folder.Write("features/some.feature", "");
        _folder.Write("fixtures/golden/none.golden", "");
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("--ring all", "Any Split Packed Pci")]
    [TestCase("--ring split", "Any Split Pci")]
    [TestCase("--ring packed", "Any [direct packed] Packed Pci [pci packed]")]
    [TestCase("--transport all", "Any [direct] Any [pci] Any [mmio] Split [direct] Split [pci] Split [mmio] Packed Pci")]
    [TestCase("--transport pci --ring split", "Any [pci] Split [pci] Pci")]
    [TestCase("--transport direct", "Any Split Packed")]
    [TestCase("--ring split --transport direct", "Any Split")]
    public async Task Scenarios_AreChosenByTheirTags(string options, string expected)
    {
        var answer = await Shell.RunAsync(["run", "some.feature", "--list", .. options.Split(' ')]);

        var names = answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(" › ")[^1]);
        Assert.That(string.Join(' ', names), Is.EqualTo(expected), answer.Error);
    }

    [TestCase("--ring square", "--ring 'square': split, packed or all.")]
    [TestCase("--transport boat", "--transport 'boat': direct, pci, mmio or all.")]
    public async Task WhatThereIsNot_IsRefused(string options, string line) =>
        (await Shell.RunAsync(["run", .. options.Split(' ')])).AssertRefusal($"{line} See 'ballast run --help'.");
}
