using System.Diagnostics;
using Ballast.Cli.Tests.Infrastructure;
using Ballast.Peers.Linux;

namespace Ballast.Cli.Tests;

[NonParallelizable]
[Platform("Linux")]
public sealed class ServeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private WorkFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task MissingFolder_IsRefused() =>
        (await Shell.RunAsync("serve", "--socket", "none/b.sock")).AssertRefusal($"none/b.sock: there is no folder {_folder.Path}/none for the socket; make it first");

    [Test]
    public async Task FileThatIsNoSocket_IsRefusedAndStays()
    {
        _folder.Write("b.sock", "precious");

        (await Shell.RunAsync("serve", "--socket", "b.sock")).AssertRefusal("b.sock: exists and is not a socket; remove it or choose another path");

        Assert.That(File.ReadAllText("b.sock"), Is.EqualTo("precious"));
    }

    [Test]
    public async Task LongPath_IsRefused()
    {
        string path = new('s', 108);

        (await Shell.RunAsync("serve", "--socket", path)).AssertRefusal($"{path}: the path of a socket can have 107 bytes; choose a shorter one");
    }

    [Test]
    public async Task RefusedSocket_LeavesAnOlderTrace()
    {
        Traces.WriteGood("old.ndjson");
        string before = File.ReadAllText("old.ndjson");

        await Shell.RunAsync("serve", "--socket", "none/b.sock", "--trace", "old.ndjson");

        Assert.That(File.ReadAllText("old.ndjson"), Is.EqualTo(before));
    }

    [Test]
    public async Task FrontEndThatNeverComes_IsToldAndLeavesNoSocket()
    {
        var answer = await Shell.RunAsync("serve", "--socket", "b.sock", "--timeout", "0.05");

        Assert.That(answer.Error, Does.EndWith("ballast: b.sock: no front end connected within 0.05 s\n"));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.NothingRan));
        Assert.That(File.Exists("b.sock"), Is.False);
    }

    [Test]
    public async Task LinuxDriver_GetsTheVerdictThatCheckGivesItsTrace()
    {
        var linux = new LinuxPeer().Probe();
        if (!linux.IsAvailable)
        {
            Assert.That(Environment.GetEnvironmentVariable("BALLAST_PEERS"), Is.Not.EqualTo("required"), linux.Reason);
            Assert.Ignore($"{linux.Reason}; {linux.Remedy}");
        }
        using var limit = new CancellationTokenSource(Patience * 2);
        using var ballast = Program("serve", "--socket", "b.sock", "--trace", "b.trace.ndjson");
        var verdict = ballast.StandardOutput.ReadToEndAsync(limit.Token);
        await UntilAsync(ballast.StandardError, "listening on b.sock", limit.Token);

        await using (await UmlGuest.StartAsync(linux.Kernel!, new() { MemoryMiB = 128, VhostUserSocket = Path.Combine(_folder.Path, "b.sock") }, limit.Token))
        {
            await UntilAsync(ballast.StandardError, "nothing more is asked", limit.Token);
        }
        await UntilAsync(ballast.StandardError, "the front end has left", limit.Token);
        await ballast.WaitForExitAsync(limit.Token);
        var check = await Shell.RunAsync("check", "b.trace.ndjson");

        Assert.That(await verdict, Is.EqualTo(check.Output));
        Assert.That(ballast.ExitCode, Is.EqualTo((int)check.Code));
        Assert.That(check.Output, Does.Match("(pass|warn): [0-9]{2,} clauses kept"));
        Assert.That(File.Exists("b.sock"), Is.False);
    }

    [Test]
    public async Task CtrlC_EndsWithTheVerdictSoFar()
    {
        using var limit = new CancellationTokenSource(Patience);
        using var ballast = Program("serve", "--socket", "b.sock");
        await UntilAsync(ballast.StandardError, "listening on b.sock", limit.Token);

        using var kill = Process.Start("sh", ["-c", $"kill -INT {ballast.Id}"]);
        await UntilAsync(ballast.StandardError, "interrupted", limit.Token);
        string output = await ballast.StandardOutput.ReadToEndAsync(limit.Token);
        await ballast.WaitForExitAsync(limit.Token);

        Assert.That(output, Does.Contain("inconclusive: 0 clauses kept"));
        Assert.That(ballast.ExitCode, Is.EqualTo((int)ExitCode.NothingRan));
        Assert.That(File.Exists("b.sock"), Is.False);
    }

    private static Process Program(params string[] args) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(TestContext.CurrentContext.TestDirectory, "ballast.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task UntilAsync(TextReader reader, string words, CancellationToken cancellation)
    {
        var before = new List<string>();
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Contains(words)) return;
            before.Add(line);
        }
        Assert.Fail($"never said '{words}', but:\n{string.Join('\n', before)}");
    }
}
