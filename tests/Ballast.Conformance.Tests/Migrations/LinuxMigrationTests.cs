using Ballast.Conformance.Migrations;
using Ballast.Guest.Workloads;
using Ballast.Migration;
using Ballast.Peers.Linux;

namespace Ballast.Conformance.Tests.Migrations;

[CancelAfter(120_000)]
public sealed class LinuxMigrationTests
{
    [Test]
    public async Task Linux_OriginalBesidePv_IsIntact([Values(WorkloadKind.Idle, WorkloadKind.Churn)] WorkloadKind workload, CancellationToken cancellation)
    {
        var request = new MigrationRequest
        {
            Guest = GuestKind.Linux,
            RamSize = 256UL << 20,
            Canaries = 512,
            Workload = workload,
            Filter = MigrationFilter.Hint,
        };
        await using var system = await LinuxSystem.StartAsync(Kernel(), request, cancellation);
        var runs = new List<MigrationRun>();

        var compared = MigrationBench.Compare(system, request, runs.Add, cancellation);

        Assert.That(runs.Select(r => r.Reason ?? r.Content?.Example), Is.All.Null);
        Assert.That(compared!.ContentVerified);
        Assert.That(runs[1].Content!.Needed, Is.GreaterThanOrEqualTo(512));
        Assert.That(compared.Pv.SkippedPages, Is.GreaterThan(1000));
    }

    [Test]
    public async Task Linux_DestinationThatHoldsNothing_IsFoundOut(CancellationToken cancellation)
    {
        var request = new MigrationRequest { Guest = GuestKind.Linux, RamSize = 128UL << 20, Canaries = 16 };
        await using var system = await LinuxSystem.StartAsync(Kernel(), request, cancellation);
        using var destination = system.NewDestination();
        _ = system.Prepare(new());
        system.Machine.Stop();

        var content = system.Verify(destination, MigrationFilter.Hint);
        system.Machine.Resume();

        Assert.That(content.Lost, Is.GreaterThan(16));
        Assert.That(content.Example, Does.Contain("canary"));
    }

    private static UmlKernel Kernel()
    {
        var peer = new LinuxPeer().Probe();
        if (peer.IsAvailable) return peer.Kernel;
        string reason = $"{peer.Reason}; {peer.Remedy}";
        if (Environment.GetEnvironmentVariable("BALLAST_PEERS") == "required") Assert.Fail(reason);
        Assert.Ignore(reason);
        throw new InvalidOperationException(reason);
    }
}
