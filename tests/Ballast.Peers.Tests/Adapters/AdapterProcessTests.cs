using Ballast.Peers.Adapters;

namespace Ballast.Peers.Tests.Adapters;

[CancelAfter(60_000)]
[Platform("Linux")]
public sealed class AdapterProcessTests
{
    private const string Order = """{"do":"request-stats"}""";

    [TestCase("""while read l; do echo '{"ok":true}'; done""", null)]
    [TestCase("""while read l; do echo '{"unsupported":"not today"}'; done""", "not today")]
    [TestCase("""while read l; do echo what; done""", """the command answers 'what' to the order {"do":"request-stats"}""")]
    [TestCase("""while read l; do echo '[]'; done""", """the command answers '[]' to the order {"do":"request-stats"}""")]
    [TestCase("""exit 3""", """the command does not answer the order {"do":"request-stats"}""")]
    public async Task Order_IsCarriedOutOrUnsupported(string command, string? why)
    {
        await using var process = AdapterProcess.Start(command, "s", "1", TimeSpan.FromSeconds(20));

        Assert.That(await process.OrderAsync(Order, CancellationToken.None), Is.EqualTo(why));
    }

    [Test]
    public async Task Crash_IsToldWithExitCodeAndLastWords()
    {
        await using var process = AdapterProcess.Start("for i in 1 2 3 4 5 6 7; do echo line $i {socket} >&2; done; exit 9", "it's", "1", TimeSpan.FromSeconds(20));
        var ended = new TaskCompletionSource();
        await using var registration = process.Ended.Register(ended.SetResult);
        await ended.Task;

        Assert.That(await process.EndingAsync(), Is.EqualTo("the command ended with exit code 9: line 3 it's | line 4 it's | line 5 it's | line 6 it's | line 7 it's"));
    }

    [Test]
    public async Task WhatTheCommandStarted_EndsWithIt()
    {
        var process = AdapterProcess.Start("sleep 1000 & read l; echo \"{\\\"unsupported\\\":\\\"$!\\\"}\"; read l", "s", "1", TimeSpan.FromSeconds(20));
        string child = $"/proc/{await process.OrderAsync(Order, CancellationToken.None)}/stat";
        Assert.That(File.Exists(child));
        await process.DisposeAsync();

        Assert.That(File.Exists(child) ? File.ReadAllText(child).Split(')')[1][1] : 'Z', Is.EqualTo('Z'));
    }
}
