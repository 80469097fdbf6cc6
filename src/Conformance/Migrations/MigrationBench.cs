using Ballast.Migration;
using Ballast.Migration.Comparison;
using Ballast.Migration.Links;

namespace Ballast.Conformance.Migrations;

/// <summary>Migrates a system, within this process or to another one, and looks at what arrived.</summary>
public static class MigrationBench
{
    private const ulong SmallRam = 64UL << 20;

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    /// <summary>Migrates to a new machine in this process over a TCP connection of the loopback interface.</summary>
    /// <remarks>A guest whose migration was completed stands still here; <see cref="IMigratedSystem.Machine"/> lets it run on.</remarks>
    /// <exception cref="MigrationException">There is no loopback interface.</exception>
    /// <exception cref="IOException">There is not enough memory for a destination.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the migration began.</exception>
    public static MigrationRun Migrate(
        IMigratedSystem system, MigrationRequest request, MigrationFilter filter, CancellationToken cancellation = default)
    {
        using var machine = system.NewDestination();
        HostMemory.TryPopulate(machine, cancellation);
        using var listener = MigrationListener.Listen(MigrationAddress.Tcp("127.0.0.1", 0));
        var receiving = Task.Factory.StartNew(
            () => new NewMachineDestination(machine).Run(listener.Accept(ConnectTime, CancellationToken.None), CancellationToken.None),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var link = SocketLink.Connect(listener.Address, ConnectTime, CancellationToken.None);
        var outcome = NewSource(system, request, filter).Run(link, cancellation);
        var received = receiving.GetAwaiter().GetResult();
        bool isComplete = outcome.Status == MigrationStatus.Completed && received.Status == MigrationStatus.Completed;
        return new(filter, outcome, received, isComplete ? system.Verify(machine, filter) : null);
    }

    /// <summary>Migrates to a destination that listens somewhere.</summary>
    /// <exception cref="MigrationException">Nobody listens there.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the migration began.</exception>
    public static MigrationRun MigrateTo(
        MigrationAddress address, IMigratedSystem system, MigrationRequest request, CancellationToken cancellation = default)
    {
        var link = SocketLink.Connect(address, ConnectTime, cancellation);
        return new(request.Filter, NewSource(system, request, request.Filter).Run(link, cancellation), null, null);
    }

    /// <summary>Migrates the same guest without and with the filter.</summary>
    /// <param name="system">The guest, which runs on here after both.</param>
    /// <param name="request">What to do.</param>
    /// <param name="done">Told of each migration.</param>
    /// <param name="cancellation">Calls the migration under way off.</param>
    /// <returns>The comparison, or null when one of them was not completed.</returns>
    public static MigrationCase? Compare(
        IMigratedSystem system, MigrationRequest request, Action<MigrationRun> done, CancellationToken cancellation = default)
    {
        var original = MigrateAndRunOn(system, request, MigrationFilter.None, done, cancellation);
        if (original.Content is null) return null;
        var pv = MigrateAndRunOn(system, request, request.Filter, done, cancellation);
        if (pv.Content is null) return null;
        return new(
            request.Workload.ToString().ToLowerInvariant(), request.RamSize >> 10, original.Figures, pv.Figures,
            original.Content.IsIntact && pv.Content.IsIntact);
    }

    /// <summary>Migrates a small reference guest both ways first, so that what is measured later is the migration and not the compiler.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task WarmUpAsync(MigrationRequest request, CancellationToken cancellation = default)
    {
        var small = request with { RamSize = SmallRam, Canaries = 16, Bandwidth = null, Progress = null };
        await using var system = ReferenceSystem.Start(small, cancellation);
        Compare(system, small, _ => { }, cancellation);
    }

    private static MigrationRun MigrateAndRunOn(
        IMigratedSystem system, MigrationRequest request, MigrationFilter filter, Action<MigrationRun> done, CancellationToken cancellation)
    {
        var run = Migrate(system, request, filter, cancellation);
        done(run);
        // It was verified, and what is at the destination is given up: there is one guest again.
        if (!system.Machine.IsRunning) system.Machine.Resume();
        return run;
    }

    private static MigrationSource NewSource(IMigratedSystem system, MigrationRequest request, MigrationFilter filter) =>
        new(system.Ram, system.Machine, system.Prepare(request.Options(filter)));
}
