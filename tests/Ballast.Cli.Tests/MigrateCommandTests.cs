using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Ballast.Virtio.Tests.Tracing;

namespace Ballast.Cli.Tests;

[CancelAfter(60_000)]
public sealed class MigrateCommandTests
{
    private const string Small = "--ram 32M --canaries 64";

    [TestCase("--ram 5X", "'5X' is no size")]
    [TestCase("--ram 2T", "1M to 1T")]
    [TestCase("--ram 4095", "1M to 1T")]
    [TestCase("--bandwidth 10G", "'10G' is no rate")]
    [TestCase("--machine pc", "q35 or i440fx")]
    [TestCase("--guest windows", "reference or linux")]
    [TestCase("--workload busy", "idle, hog, cache or churn")]
    [TestCase("--workload 1", "idle, hog, cache or churn")]
    [TestCase("--workload idle,hog", "several with --compare")]
    [TestCase("--filter half", "none, bitmap or hint")]
    [TestCase("--compare --filter none", "--compare needs bitmap or hint")]
    [TestCase("--guest linux --filter bitmap", "hint dialect")]
    [TestCase("--guest linux --ram 1T", "64M to 64G")]
    [TestCase("--guest linux --to tcp:localhost:1", "within this process")]
    [TestCase("--to tcp:localhost:1 --listen tcp:localhost:1", "either source or destination")]
    [TestCase("--compare --to tcp:localhost:1", "leave --to and --listen out")]
    [TestCase("--to nowhere", "unix:/path or tcp:host:port")]
    [TestCase("--listen tcp:localhost:port", "is no port")]
    [TestCase("--downtime -1", "--downtime")]
    [TestCase("--canaries many", "--canaries")]
    [TestCase("--speed 3", "--speed")]
    public async Task WrongUse_IsOneLineAndExitCode2(string line, string told)
    {
        var run = await RunAsync(line);

        Assert.That(run.Code, Is.EqualTo(ExitCode.WrongUse), run.Error);
        Assert.That(run.Error, Does.StartWith("ballast: ").And.Contains(told));
        Assert.That(run.Error.TrimEnd(), Does.Not.Contain("\n"));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public async Task Compare_WritesTablesAndJsonOfTheSchema()
    {
        var run = await RunAsync($"{Small} --workload idle,hog --compare --json -");

        Assert.That(run.Code, Is.EqualTo(ExitCode.AsExpected), run.Error);
        using var json = JsonDocument.Parse(run.Bytes);
        Assert.That(JsonSchema.Load("fixtures/schemas/migrate.schema.json").Accepts(json.RootElement), run.Json);
        var cases = json.RootElement.GetProperty("cases").EnumerateArray().ToList();
        Assert.That(cases.Select(c => c.GetProperty("name").GetString()), Is.EqualTo(new[] { "idle", "hog" }));
        Assert.That(cases.Select(c => c.GetProperty("contentVerified").GetBoolean()), Is.All.True);
        Assert.That(cases[1].GetProperty("pv").GetProperty("skippedPages").GetUInt64(), Is.GreaterThan(1000));
        Assert.That(run.Error, Does.Contain("idle, 32 MiB of RAM").And.Contains("hog, 32 MiB of RAM").And.Contains("transferred ram (KB)"));
    }

    [TestCase("none")]
    [TestCase("bitmap")]
    [TestCase("hint")]
    public async Task OneMigration_WritesJsonOfTheSchema(string filter)
    {
        var run = await RunAsync($"{Small} --machine i440fx --filter {filter} --json -");

        Assert.That(run.Code, Is.EqualTo(ExitCode.AsExpected), run.Error);
        using var json = JsonDocument.Parse(run.Bytes);
        Assert.That(JsonSchema.Load("fixtures/schemas/migration.schema.json").Accepts(json.RootElement), run.Json);
        Assert.That(json.RootElement.GetProperty("status").GetString(), Is.EqualTo("completed"));
        Assert.That(json.RootElement.GetProperty("contentVerified").GetBoolean());
    }

    [Test]
    public async Task SourceAndDestination_AsTwoCommands_BothSucceed()
    {
        var folder = Directory.CreateTempSubdirectory("ballast-");
        string socket = Path.Combine(folder.FullName, "m.sock");
        try
        {
            var listening = new Awaited("listening on");
            var destination = RunAsync($"{Small} --workload idle --listen unix:{socket}", listening);
            await listening.Seen;
            var source = await RunAsync($"{Small} --filter bitmap --to unix:{socket}");
            var received = await destination;

            Assert.That(source.Code, Is.EqualTo(ExitCode.AsExpected), source.Error);
            Assert.That(received.Code, Is.EqualTo(ExitCode.AsExpected), received.Error);
            Assert.That(received.Output, Does.Contain("content verified"));
            Assert.That(folder.EnumerateFileSystemInfos(), Is.Empty);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task NobodyListens_IsOneLineAndExitCode1()
    {
        var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        var run = await RunAsync($"{Small} --to tcp:127.0.0.1:{port}");

        Assert.That(run.Code, Is.EqualTo(ExitCode.Unexpected));
        Assert.That(run.Error.TrimEnd(), Does.StartWith("ballast: cannot connect to tcp:127.0.0.1:").And.Not.Contains("\n"));
    }

    [Test]
    public async Task Help_ShowsExamples() => Assert.That((await RunAsync("--help")).Output, Does.Contain("--bandwidth").And.Contains("2016 series"));

    private static async Task<Finished> RunAsync(string line, StringWriter? output = null)
    {
        output ??= new StringWriter();
        using var error = new StringWriter();
        using var bytes = new MemoryStream();
        var terminal = new Terminal(output, error, () => bytes);
        var code = await BallastCommand.RunAsync(["migrate", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)], terminal);
        return new(code, output.ToString(), error.ToString(), bytes.ToArray());
    }

    private sealed record Finished(ExitCode Code, string Output, string Error, byte[] Bytes)
    {
        public string Json => System.Text.Encoding.UTF8.GetString(Bytes);
    }

    private sealed class Awaited(string text) : StringWriter
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true) _seen.TrySetResult();
        }
    }
}
