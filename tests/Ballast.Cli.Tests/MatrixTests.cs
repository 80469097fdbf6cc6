using System.Text;
using System.Text.Json;
using Ballast.Cli.Tests.Infrastructure;
using Ballast.Virtio.Tests.Tracing;

namespace Ballast.Cli.Tests;

[NonParallelizable]
public sealed class MatrixTests
{
    private const string Feature = "features/hinting/driver.feature:10";

    [Test]
    public async Task Mutants_StandBesideTheReference()
    {
        using var folder = new WorkFolder();
        folder.Write("m.yaml", $$"""
            - { name: ours, driver: reference, features: "{{Feature}}" }
            - { name: faulty, driver: reference+hints-without-id, features: "{{Feature}}" }
            """);

        var answer = await Shell.RunAsync("run", "--matrix", "m.yaml", "--json", "-", "--markdown", "m.md");

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Bytes));
        Assert.That(JsonSchema.Load("fixtures/schemas/matrix.schema.json").Accepts(json.RootElement));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.Unexpected));
        Assert.That(json.RootElement.GetProperty("clauses").EnumerateArray().Select(c => c.GetProperty("cells").GetProperty("faulty").GetString()), Does.Contain("broken"));
        Assert.That(answer.Error, Does.Match(@"(?m)^driver\.balloon\.hinting\.2  MUST +kept +broken$"));
        Assert.That(answer.Error, Does.Contain("--driver reference+hints-without-id --seed 1\n"));
        Assert.That(File.ReadAllText("m.md"), Does.Contain("| clause | level | ours").And.Contain("--driver reference+hints-without-id"));
    }

    [TestCase("--driver", "linux")]
    [TestCase("--tags", "@MUST")]
    [TestCase("--junit", "x.xml")]
    public async Task OptionThatTheFileDecides_IsRefused(string option, string value) =>
        (await Shell.RunAsync("run", "--matrix", "m.yaml", option, value)).AssertRefusal($"--matrix does not go with {option}. See 'ballast run --help'.");

    [Test]
    public async Task FileThatIsWrong_IsRefusedWithItsLine()
    {
        using var folder = new WorkFolder();
        folder.Write("m.yaml", "- name: a\n");

        (await Shell.RunAsync("run", "--matrix", "m.yaml")).AssertRefusal("m.yaml:1: 'a' says no driver and no device");
    }

    [Test]
    [Category("Matrix")]
    public async Task TwoReleases_AreJudgedOrNamedAsMissing()
    {
        using var folder = new WorkFolder();
        folder.Write("m.yaml", """
            - { name: Linux 6.12, driver: "linux:trixie", features: "features/hinting/driver.feature:10" }
            - { name: QEMU 10.0, device: "qemu:trixie", features: features/negotiation/device.feature, tags: "@device and @MUST", ring: split, transport: pci }
            """);

        var answer = await Shell.RunAsync("run", "--matrix", "m.yaml", "--json", "-");

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Bytes));
        var missing = json.RootElement.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("missing").GetString()).OfType<string>().ToList();
        if (missing.Count > 0) Assert.Ignore(string.Join("; ", missing));
        Assert.That(json.RootElement.GetProperty("runs")[0].GetProperty("version").GetString(), Does.StartWith("6.12."));
        Assert.That(json.RootElement.GetProperty("runs")[1].GetProperty("version").GetString(), Does.StartWith("10.0."));
        Assert.That(json.RootElement.GetProperty("runs")[1].GetProperty("clauses").GetProperty("kept").GetInt32(), Is.Positive);
        Assert.That(answer.Code, Is.Not.EqualTo(ExitCode.SuiteError), answer.Error);
    }
}
