using System.Text;
using System.Text.Json;
using Ballast.Cli.Tests.Infrastructure;
using Ballast.Virtio.Tests.Tracing;

namespace Ballast.Cli.Tests;

[NonParallelizable]
public sealed class CheckTests
{
    private WorkFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task TraceThatBreaksNothing_Passes()
    {
        Traces.WriteGood("good.ndjson");

        var answer = await Shell.RunAsync("check", "good.ndjson");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected));
        Assert.That(answer.Output, Does.StartWith("good.ndjson: 2 events, hint dialect over direct, seen by the device, recorded by test 1.0\n"));
        Assert.That(answer.Output, Does.Contain("\npass: ").And.Contain("none broken"));
    }

    [Test]
    public async Task TraceThatBreaksAClause_ShowsTheEventAndWhoIsToBlame()
    {
        Traces.WriteBad("bad.ndjson");

        var answer = await Shell.RunAsync("check", "bad.ndjson");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.Unexpected));
        Snapshot.Verify(answer.Output, "CheckTests.broken");
    }

    [Test]
    public async Task DeviceThatBreaksAClause_IsToBlame()
    {
        Traces.WriteBadDevice("device.ndjson");

        var answer = await Shell.RunAsync("check", "device.ndjson");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.Unexpected));
        Assert.That(answer.Output, Does.Match(@"\nBROKEN  device\.features\.4  MUST NOT  device\n").And.Not.Match(@"\nBROKEN  driver\."));
        Assert.That(answer.Output, Does.Match(@"\nfail: \d+ clauses kept, \d+ broken [^\n]* by the device, "));
    }

    [Test]
    public async Task BothSidesThatBreakClauses_AreBothToBlame()
    {
        Traces.WriteBadPair("both.ndjson");

        var answer = await Shell.RunAsync("check", "both.ndjson", "--json", "findings.json");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.Unexpected));
        Assert.That(answer.Output, Does.Match(@"\nBROKEN  device\.features\.4  MUST NOT  device\n").And.Match(@"\nBROKEN  driver\.features\.1  MUST NOT  driver\n"));
        Assert.That(answer.Output, Does.Match(@" by the (driver and the device|device and the driver), "));
        using var json = JsonDocument.Parse(File.ReadAllText("findings.json"));
        Assert.That(json.RootElement.GetProperty("traces")[0].GetProperty("blame").EnumerateArray().Select(b => b.GetString()), Is.EquivalentTo(new[] { "driver", "device" }));
    }

    [TestCase("", "odd.ndjson:1: ")]
    [TestCase("{}\n", "odd.ndjson:1: ")]
    [TestCase("not json\n", "odd.ndjson:1: ")]
    [TestCase("\0\0\0", "odd.ndjson:1: ")]
    public async Task FileThatIsNoTrace_IsRefusedInOneLine(string content, string start)
    {
        File.WriteAllText("odd.ndjson", content);

        var answer = await Shell.RunAsync("check", "odd.ndjson");

        Assert.That(answer.Error, Does.Match($@"^ballast: {System.Text.RegularExpressions.Regex.Escape(start)}[^\n]+\n$"));
        Assert.That(answer.Output, Is.Empty);
        Assert.That(answer.Code, Is.EqualTo(ExitCode.WrongUse));
    }

    [Test]
    public async Task GoodTraceBesideAMalformedOne_IsJudgedAndTheWholeIsRefused()
    {
        Traces.WriteGood("good.ndjson");
        File.WriteAllText("odd.ndjson", "{}\n");

        var answer = await Shell.RunAsync("check", "odd.ndjson", "good.ndjson");

        Assert.That(answer.Output, Does.StartWith("good.ndjson: "));
        Assert.That(answer.Error, Does.Match(@"^ballast: odd\.ndjson:1: [^\n]+\n$"));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.WrongUse));
    }

    [Test]
    public async Task Verbose_ListsWhatIsKeptWithItsEvents()
    {
        Traces.WriteGood("good.ndjson");

        var answer = await Shell.RunAsync("check", "-v", "good.ndjson");

        Assert.That(answer.Output, Does.Match(@"\nkept    driver\.\S+  MUST( NOT)?  driver  #2"));
    }

    [Test]
    public async Task TraceThatSaysNothing_IsNoPass()
    {
        Traces.WriteEmpty("empty.ndjson");

        var answer = await Shell.RunAsync("check", "empty.ndjson");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.NothingRan));
        Assert.That(answer.Output, Does.Contain("\ninconclusive: 0 clauses kept"));
    }

    [Test]
    public async Task TruncatedTrace_IsRefusedWithItsLine()
    {
        Traces.WriteGood("cut.ndjson");
        string text = File.ReadAllText("cut.ndjson");
        File.WriteAllText("cut.ndjson", text[..^20]);

        var answer = await Shell.RunAsync("check", "cut.ndjson");

        Assert.That(answer.Error, Does.Match(@"^ballast: cut\.ndjson:3: [^\n]+\n$"));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.WrongUse));
    }

    [Test]
    public async Task TraceWithUnknownEvent_IsRefusedWithItsLine()
    {
        Traces.WriteGood("odd.ndjson");
        File.WriteAllText("odd.ndjson", File.ReadAllText("odd.ndjson").Replace("features-accepted", "features-guessed"));

        var answer = await Shell.RunAsync("check", "odd.ndjson");

        Assert.That(answer.Error, Does.Match(@"^ballast: odd\.ndjson:3: [^\n]*features-guessed[^\n]*\n$"));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.WrongUse));
    }

    [Test]
    public async Task MissingTrace_IsRefused() => (await Shell.RunAsync("check", "none.ndjson")).AssertRefusal("none.ndjson: there is no such file");

    [Test]
    public async Task FolderWithoutTraces_IsRefused()
    {
        Directory.CreateDirectory("traces");

        (await Shell.RunAsync("check", "traces")).AssertRefusal("traces: there is no *.trace.ndjson in this folder");
    }

    [Test]
    public async Task Folder_StandsForItsTraces()
    {
        Directory.CreateDirectory("traces");
        Traces.WriteGood("traces/a.trace.ndjson");
        Traces.WriteBad("traces/b.trace.ndjson");

        var answer = await Shell.RunAsync("check", "traces");

        Assert.That(answer.Output, Does.Contain("a.trace.ndjson: ").And.Contain("b.trace.ndjson: "));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.Unexpected));
    }

    [Test]
    public async Task UnknownGolden_IsRefused()
    {
        Traces.WriteGood("good.ndjson");

        (await Shell.RunAsync("check", "good.ndjson", "--golden", "none")).AssertRefusal("--golden: there is no golden trace 'none'; see 'ballast golden list'");
    }

    [Test]
    public async Task TraceThatIsNotLikeTheGolden_Fails()
    {
        Traces.WriteGood("good.ndjson");

        var answer = await Shell.RunAsync("check", "good.ndjson", "--golden", "hint-negotiation");

        Assert.That(answer.Output, Does.Contain("\ngolden hint-negotiation: ").And.Contain("\nfail: "));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.Unexpected));
    }

    [Test]
    public async Task JsonOnStandardOutput_IsNothingButJson()
    {
        Traces.WriteBad("bad.ndjson");

        var answer = await Shell.RunAsync("check", "bad.ndjson", "--json", "-");

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Bytes));
        var trace = json.RootElement.GetProperty("traces")[0];
        Assert.That(answer.Output, Is.Empty);
        Assert.That(answer.Error, Does.Contain("BROKEN"));
        Assert.That(trace.GetProperty("verdict").GetString(), Is.EqualTo("fail"));
        Assert.That(trace.GetProperty("blame")[0].GetString(), Is.EqualTo("driver"));
        Assert.That(JsonSchema.Load("fixtures/schemas/check.schema.json").Accepts(json.RootElement));
    }
}
