using System.Diagnostics;
using Ballast.Cli.Tests.Infrastructure;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Guest;
using Ballast.Guest.Memory;
using Ballast.Host.Machine;
using Ballast.Peers.VhostUser.FrontEnd;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;

namespace Ballast.Cli.Tests;

/// <summary>`ballast serve --orders` as a device behind our own front end.</summary>
[NonParallelizable]
[Platform("Linux")]
[CancelAfter(60_000)]
public sealed class ServeOrdersTests
{
    private const ulong Ram = 32 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string Serve = $"dotnet '{Path.Combine(TestContext.CurrentContext.TestDirectory, "ballast.dll")}' serve --socket {{socket}} --orders";

    [Test]
    public async Task ReferenceGuest_IsDrivenByOrders(CancellationToken cancellation)
    {
        await using var device = new ExecDevice(Serve, "scenario", Patience);
        using var loop = new ThreadedLoop("guest");
        using var machine = new PcMachine(new() { RamSize = Ram });
        using (var front = new VhostUserFrontEnd(device.SocketPath, SharedRange.Of(machine), new DriverLoop(loop), new() { Deadline = Patience }, device.Ended))
        {
            var guest = loop.Invoke(() => new ReferenceGuest(machine.MemoryFor(DirtyClient.Guest), [new PhysicalRange(0, Ram)], front, new DriverLoop(loop)));
            guest.Driver!.Bind();
            Assert.That(loop.WaitFor(() => guest.Driver.State == Guest.Driver.DriverState.Running, Patience, cancellation), () => $"{guest.Driver.Failure} {front.Fault}");

            await device.SetTargetAsync(1000, cancellation);
            Assert.That(loop.WaitFor(() => guest.Driver.BalloonPages == 1000, Patience, cancellation), () => $"{front.Fault}");
            await device.RequestStatisticsAsync(cancellation);
            await device.StartHintingAsync(cancellation);
            await device.StopHintingAsync(cancellation);
            await device.FinishHintingAsync(cancellation);
            await device.SetTargetAsync(0, cancellation);
            Assert.That(loop.WaitFor(() => guest.Driver.BalloonPages == 0, Patience, cancellation), () => $"{front.Fault}");
            Assert.That(front.Fault, Is.Null);
            Assert.That(await device.EndingAsync(), Is.Null);
        }
        var ended = new TaskCompletionSource();
        await using (device.Ended.Register(ended.SetResult)) await ended.Task.WaitAsync(Patience, cancellation);

        Assert.That(await device.EndingAsync(), Does.Match("^the command ended with exit code 0: .*(pass|warn): [0-9]+ clauses kept"));
    }

    [TestCase("""{"do":"set-target"}""", """{"unsupported":"set-target needs \u0022pages\u0022, a number of 4 KiB pages"}""")]
    [TestCase("""{"do":"set-target","pages":4294967296}""", """{"unsupported":"set-target needs \u0022pages\u0022, a number of 4 KiB pages"}""")]
    [TestCase("""{"do":"set-target","pages":5}""", """{"ok":true}""")]
    [TestCase("""{"do":"request-stats"}""", """{"unsupported":"the driver did not accept STATS_VQ"}""")]
    [TestCase("""{"do":"start-hinting"}""", """{"unsupported":"the driver did not accept FREE_PAGE_HINT, or is not up"}""")]
    [TestCase("""{"do":"dance"}""", """{"unsupported":"the order dance is not known"}""")]
    [TestCase("dance", """{"unsupported":"an order is a JSON object in one line, with its name as \u0022do\u0022"}""")]
    public async Task Order_IsAnsweredInOneLine(string order, string answer)
    {
        using var folder = new WorkFolder();
        using var ballast = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(TestContext.CurrentContext.TestDirectory, "ballast.dll"), "serve", "--socket", "b.sock", "--orders"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            await ballast.StandardInput.WriteLineAsync(order);

            Assert.That(await ballast.StandardOutput.ReadLineAsync(), Is.EqualTo(answer));
        }
        finally
        {
            ballast.Kill();
            await ballast.WaitForExitAsync();
        }
    }

    [Test]
    public async Task JsonOnStandardOutput_IsRefused() =>
        (await Shell.RunAsync("serve", "--socket", "b.sock", "--orders", "--json", "-")).AssertRefusal("--orders answers on standard output; --json needs a file then. See 'ballast serve --help'.");

    [Test]
    public async Task CommandThatAnswersNothing_IsUnsupportedAndNotAskedAgain(CancellationToken cancellation)
    {
        await using var device = new ExecDevice("sleep 1000", "scenario", TimeSpan.FromMilliseconds(50));

        for (int i = 0; i < 2; i++)
        {
            Assert.That(async () => await device.SetTargetAsync(7, cancellation), Throws.InstanceOf<StepUnsupportedException>().With.Message.EqualTo(
                """the command does not answer the order {"do":"set-target","pages":7}"""));
        }
    }
}
