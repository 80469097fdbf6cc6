using System.Text;
using System.Text.Json;
using Ballast.Cli.Mutants;
using Ballast.Cli.Tests.Infrastructure;
using Ballast.Conformance.Mutants;
using Ballast.Virtio.Tests.Tracing;

namespace Ballast.Cli.Tests;

[NonParallelizable]
public sealed class MutantsTests
{
    private static readonly JsonSchema Schema = JsonSchema.Load("fixtures/schemas/mutants.schema.json");
    private static readonly Mutant Mutant = MutantCatalogue.Find("never-counts")!;

    [Test]
    public async Task List_SaysFaultSideAndClauses()
    {
        var answer = await Shell.RunAsync("mutants", "list", "never-counts");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected), answer.Error);
        Assert.That(answer.Output, Is.EqualTo($"""
            never-counts  device     counts no further: every round gets the id of the first
                breaks device.balloon.hinting.2{(Mutant.Link is { } link ? $"; as in {link}" : "")}

            1 mutants

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task ListAsJson_IsAsItsSchemaSays()
    {
        var answer = await Shell.RunAsync("mutants", "list", "--json", "-");

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Bytes));
        Assert.That(answer.Output, Is.Empty);
        Assert.That(Schema.Accepts(json.RootElement));
        Assert.That(json.RootElement.GetProperty("mutants").GetArrayLength(), Is.EqualTo(MutantCatalogue.All.Count));
    }

    [TestCase("never-counts")]
    [TestCase("device.balloon.hinting.2")]
    public async Task Run_KillsAMutant(string wanted)
    {
        var answer = await Shell.RunAsync("mutants", "run", wanted, "--json", "-");

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Bytes));
        var first = json.RootElement.GetProperty("mutants")[0];
        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected), answer.Error);
        Assert.That(answer.Output, Is.Empty);
        Assert.That(answer.Error, Does.Contain("killed"));
        Assert.That(Schema.Accepts(json.RootElement));
        Assert.That(first.GetProperty("verdict").GetString(), Is.EqualTo("killed"));
        Assert.That(first.GetProperty("killedBy").EnumerateArray().Select(c => c.GetString()), Does.Contain("device.balloon.hinting.2"));
    }

    [TestCase("list")]
    [TestCase("run")]
    public async Task UnknownMutant_IsRefused(string command) =>
        (await Shell.RunAsync("mutants", command, "nobody")).AssertRefusal("no mutant is called 'nobody' or breaks such a clause: see 'ballast mutants list'");

    [Test]
    public void SurvivorAndFalseAlarm_AreShownWithWhatIsWrong()
    {
        using var output = new StringWriter();
        var view = new MutantsView(new Terminal(output, TextWriter.Null, () => Stream.Null), 3);
        MutantReport[] reports =
        [
            new(Mutant, Mutant.Breaks, ["some.feature:1"], 1, TimeSpan.Zero),
            new(Mutant, [], [], 1, TimeSpan.Zero),
            new(Mutant, [.. Mutant.Breaks, "device.split.used.2"], ["some.feature:1"], 1, TimeSpan.Zero),
        ];

        foreach (var report in reports) view.Show(report);
        view.End(reports);

        Assert.That(output.ToString(), Does.StartWith("""
            killed       never-counts  device.balloon.hinting.2
            survived     never-counts  device.balloon.hinting.2
                         not found broken: device.balloon.hinting.2
            false-alarm  never-counts  device.balloon.hinting.2
                         found broken besides: device.split.used.2

            3 mutants: 1 killed, 1 survived, 1 false-alarm; 1 clauses; 
            """.ReplaceLineEndings("\n")));
    }

    [TestCase("--driver", "reference+nobody", "--driver: there is no mutant 'nobody': see 'ballast mutants list'")]
    [TestCase("--device", "reference+nobody", "--device: there is no mutant 'nobody': see 'ballast mutants list'")]
    [TestCase("--driver", "reference+never-counts", "--device: 'never-counts' is no driver, so it goes here")]
    [TestCase("--device", "reference+sends-id-twice", "--device: 'sends-id-twice' is a driver: use --driver")]
    public async Task MutantOfTheWrongSide_IsRefused(string option, string side, string line) =>
        (await Shell.RunAsync("run", option, side)).AssertRefusal($"{line}. See 'ballast run --help'.");

    [TestCase("--device", "reference+never-counts", "@device.balloon.hinting.2")]
    [TestCase("--driver", "reference+sends-id-twice", "@driver.balloon.hinting.3")]
    public async Task RunOfAMutant_Fails(string option, string side, string tag)
    {
        var answer = await Shell.RunAsync("run", option, side, "--tags", tag);

        Assert.That(answer.Code, Is.EqualTo(ExitCode.Unexpected), answer.Error);
        Assert.That(answer.Output, Does.Contain($"{option} \"{side}\" --seed 1"));
    }
}
