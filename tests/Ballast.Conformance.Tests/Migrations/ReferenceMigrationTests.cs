using System.Net;
using System.Net.Sockets;
using Ballast.Conformance.Migrations;
using Ballast.Guest.Workloads;
using Ballast.Migration;
using Ballast.Migration.Links;

namespace Ballast.Conformance.Tests.Migrations;

[CancelAfter(60_000)]
public sealed class ReferenceMigrationTests
{
    private static readonly MigrationRequest Small = new() { RamSize = 32UL << 20, Canaries = 64, Seed = 7 };

    [Test]
    public async Task EachWorkload_OriginalBesidePv_IsIntactAndSendsLess(
        [Values] WorkloadKind workload, [Values(MigrationFilter.Bitmap, MigrationFilter.Hint)] MigrationFilter filter, CancellationToken cancellation)
    {
        // Hints race the first round, and a busy machine may not run the guest for a while: the round lasts a second or more.
        var request = Small with { Workload = workload, Filter = filter, Bandwidth = filter == MigrationFilter.Hint ? 2e8 : 1e9 };
        await using var system = ReferenceSystem.Start(request, cancellation);
        var runs = new List<MigrationRun>();

        var compared = MigrationBench.Compare(system, request, runs.Add, cancellation);

        Assert.That(runs.Select(r => r.Reason), Is.All.Null);
        Assert.That(runs.Select(r => r.Content!.Example), Is.All.Null);
        Assert.That(compared!.ContentVerified);
        if (workload == WorkloadKind.Hog) Assert.That(compared.Pv.Pages, Is.LessThan(compared.Original.Pages / 2));
        if (filter == MigrationFilter.Bitmap || workload == WorkloadKind.Hog) Assert.That(compared.Pv.SkippedPages, Is.Positive);
        Assert.That(system.Machine.IsRunning);
    }

    [Test]
    public async Task Page_LostAtTheDestination_IsFound(CancellationToken cancellation)
    {
        await using var system = ReferenceSystem.Start(Small, cancellation);
        using var destination = system.NewDestination();
        system.Machine.Stop();

        var empty = system.Verify(destination, MigrationFilter.Bitmap);
        foreach (var block in system.Ram.Blocks) block.Bytes(0, (int)block.Length).CopyTo(destination.Blocks[0].Bytes(0, (int)block.Length));
        var copied = system.Verify(destination, MigrationFilter.None);
        destination.Blocks[0].Bytes(destination.Size - 4096, 1)[0] ^= 1;
        var touched = system.Verify(destination, MigrationFilter.Bitmap);

        Assert.That(empty.IsIntact, Is.False);
        Assert.That(copied.IsIntact, copied.Example);
        Assert.That(touched.Lost, Is.EqualTo(1));
    }

    [Test]
    public async Task Cancel_WhilePagesAreSent_LeavesTheGuestRunningAndASecondAttemptSucceeds(CancellationToken cancellation)
    {
        using var interrupt = new CancellationTokenSource();
        var request = Small with { Filter = MigrationFilter.Hint, Bandwidth = 2e6, Progress = new Interrupter(interrupt) };
        await using var system = ReferenceSystem.Start(request, cancellation);

        var cancelled = MigrationBench.Migrate(system, request, request.Filter, interrupt.Token);
        bool ranOn = system.Machine.IsRunning;
        var second = MigrationBench.Migrate(system, request with { Bandwidth = null, Progress = null }, request.Filter, cancellation);

        Assert.That(cancelled.Outcome.Status, Is.EqualTo(MigrationStatus.Cancelled));
        Assert.That(cancelled.Received!.Status, Is.Not.EqualTo(MigrationStatus.Completed));
        Assert.That(ranOn);
        Assert.That(second.Reason, Is.Null);
        Assert.That(second.Content!.IsIntact, second.Content.Example);
    }

    [Test]
    public async Task TwoProcesses_OverAUnixSocket_BothSeeTheSameGuest([Values(WorkloadKind.Idle, WorkloadKind.Hog, WorkloadKind.Cache)] WorkloadKind workload, CancellationToken cancellation)
    {
        var request = Small with { Workload = workload, Filter = MigrationFilter.Bitmap };
        var folder = Directory.CreateTempSubdirectory("ballast-");
        try
        {
            var address = MigrationAddress.Unix(Path.Combine(folder.FullName, "m.sock"));
            using (var machine = ReceivingMachine.Listen(address, request, cancellation))
            {
                var receiving = Task.Run(() => machine.Receive(cancellation), cancellation);
                await using var system = ReferenceSystem.Start(request, cancellation);
                var sent = MigrationBench.MigrateTo(machine.Address, system, request, cancellation);
                var received = await receiving;

                Assert.That(sent.Reason, Is.Null);
                Assert.That(received.Status, Is.EqualTo(MigrationStatus.Completed));
                var content = machine.Verify(cancellation);
                Assert.That(content.Needed, Is.GreaterThan(1000));
                Assert.That(content.IsIntact, content.Example);
            }
            Assert.That(folder.EnumerateFileSystemInfos(), Is.Empty);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Destination_OfAnotherSeed_IsNotWhatItMustBe(CancellationToken cancellation)
    {
        using var machine = ReceivingMachine.Listen(MigrationAddress.Tcp("127.0.0.1", 0), Small with { Seed = 8 }, cancellation);
        var receiving = Task.Run(() => machine.Receive(cancellation), cancellation);
        await using var system = ReferenceSystem.Start(Small, cancellation);

        var sent = MigrationBench.MigrateTo(machine.Address, system, Small, cancellation);
        await receiving;

        Assert.That(sent.Reason, Is.Null);
        Assert.That(machine.Verify(cancellation).IsIntact, Is.False);
    }

    [Test]
    public async Task Destination_OfAnotherSize_RefusesAndTheGuestRunsOn(CancellationToken cancellation)
    {
        using var machine = ReceivingMachine.Listen(MigrationAddress.Tcp("127.0.0.1", 0), Small with { RamSize = 16UL << 20 }, cancellation);
        var receiving = Task.Run(() => machine.Receive(cancellation), cancellation);
        await using var system = ReferenceSystem.Start(Small, cancellation);

        var sent = MigrationBench.MigrateTo(machine.Address, system, Small, cancellation);

        Assert.That((await receiving).Status, Is.EqualTo(MigrationStatus.Failed));
        Assert.That(sent.Reason, Does.Contain("refuses").And.Contains("16777216"));
        Assert.That(system.Machine.IsRunning);
    }

    [Test]
    public async Task NobodyListens_IsOneLine(CancellationToken cancellation)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        await using var system = ReferenceSystem.Start(Small, cancellation);

        var failure = Assert.Throws<MigrationException>(
            () => MigrationBench.MigrateTo(MigrationAddress.Tcp("127.0.0.1", port), system, Small, cancellation));

        Assert.That(failure!.Message, Does.Contain($"tcp:127.0.0.1:{port}").And.Not.Contains("\n"));
    }

    private sealed class Interrupter(CancellationTokenSource source) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => source.Cancel();
    }
}
