using System.CommandLine;
using Ballast.Conformance.Migrations;
using Ballast.Conformance.Suite;
using Ballast.Migration;
using Ballast.Migration.Comparison;
using Ballast.Peers.Linux;

namespace Ballast.Cli.Commands;

/// <summary>`ballast migrate`: migrates a guest's RAM, and looks at what arrived.</summary>
internal static class MigrateCommand
{
    private const string Examples = """
        ballast migrate --ram 8G --workload idle,hog --bandwidth 10Gbps --compare    the experiment of the 2016 series
        ballast migrate --guest linux --workload hog --compare --json -              the same with a real Linux kernel
        ballast migrate --workload churn --filter hint                               one migration
        ballast migrate --listen tcp:0.0.0.0:4444 --workload idle                    the destination in one process
        ballast migrate --to tcp:127.0.0.1:4444 --filter bitmap                      the source in another

        Without --to and --listen source and destination are in one process, joined by TCP over the loopback interface.
        Exit code: 0 completed and nothing lost, 1 failed or something lost, 130 cancelled: the source guest runs on.
        """;

    public static Command Create(Terminal terminal)
    {
        var arguments = new MigrateArguments();
        var command = new ExampledCommand("migrate", "Migrates a guest's RAM, with or without its free pages.", Examples);
        foreach (var option in arguments.All) command.Add(option);
        command.Validators.Add(arguments.Validate);
        command.SetAction(async (parsed, cancellation) => (int)await RunAsync(terminal, arguments.Read(parsed), cancellation));
        return command;
    }

    /// <summary>Does what was ordered.</summary>
    public static async Task<ExitCode> RunAsync(Terminal terminal, MigrateOrder order, CancellationToken cancellation)
    {
        terminal.KeepFree(order.Json);
        var view = new MigrateView(terminal);
        try
        {
            return order switch
            {
                { Listen: not null } => await Task.Run(() => Receive(terminal, view, order, cancellation), CancellationToken.None),
                { Compares: true } => await CompareAsync(terminal, view, order, cancellation),
                _ => await MigrateAsync(terminal, view, order, cancellation),
            };
        }
        catch (MigrationException e)
        {
            return Fail(e.Message, ExitCode.Unexpected);
        }
        catch (GuestException e)
        {
            return Fail($"the Linux guest failed: {e.Summary}", ExitCode.SuiteError);
        }
        finally
        {
            view.Done();
        }

        ExitCode Fail(string message, ExitCode code)
        {
            view.Done();
            terminal.Fail(message);
            return code;
        }
    }

    private static async Task<ExitCode> MigrateAsync(Terminal terminal, MigrateView view, MigrateOrder order, CancellationToken cancellation)
    {
        var request = order.Requests[0] with { Progress = view };
        view.Starting(request, order.To is { } to ? $"to {to}" : "over TCP within this process");
        await using var system = await StartAsync(view, request, cancellation);
        var run = await Task.Run(
            () => order.To is { } address
                ? MigrationBench.MigrateTo(address, system, request, cancellation)
                : MigrationBench.Migrate(system, request, request.Filter, cancellation),
            CancellationToken.None);
        view.Migrated(run);
        Write(terminal, order.Json, stream => MigrationJson.Write(stream, request, run));
        return Judge(terminal, run);
    }

    private static async Task<ExitCode> CompareAsync(Terminal terminal, MigrateView view, MigrateOrder order, CancellationToken cancellation)
    {
        var cases = new List<MigrationCase>();
        var code = ExitCode.AsExpected;
        if (order.Requests[0].Guest == GuestKind.Reference)
            await Task.Run(() => MigrationBench.WarmUpAsync(order.Requests[0], cancellation), CancellationToken.None);
        foreach (var wanted in order.Requests)
        {
            var request = wanted with { Progress = view };
            view.Starting(request, "over TCP within this process");
            await using var system = await StartAsync(view, request, cancellation);
            var compared = await Task.Run(
                () => MigrationBench.Compare(
                    system, request,
                    run =>
                    {
                        view.Migrated(run);
                        if (Judge(terminal, run) is var here && here != ExitCode.AsExpected) code = here;
                    },
                    cancellation),
                CancellationToken.None);
            if (compared is null) return code;
            cases.Add(compared);
        }
        var comparison = new MigrationComparison(cases);
        view.Compared(comparison);
        Write(terminal, order.Json, comparison.WriteJson);
        return code;
    }

    private static ExitCode Receive(Terminal terminal, MigrateView view, MigrateOrder order, CancellationToken cancellation)
    {
        var request = order.Requests[0];
        using var machine = ReceivingMachine.Listen(order.Listen!, request, cancellation);
        view.Line($"{SuiteVersion.Name}  listening on {machine.Address}, {ByteSize.Format(request.RamSize)} of RAM");
        var outcome = machine.Receive(cancellation);
        view.Received(outcome);
        if (outcome.Status != MigrationStatus.Completed)
        {
            terminal.Fail(outcome.Reason!);
            return outcome.Status == MigrationStatus.Cancelled ? ExitCode.Interrupted : ExitCode.Unexpected;
        }
        if (!order.IsWorkloadGiven)
        {
            view.Line("content not verified: give --workload, --seed and --canaries as at the source");
            return ExitCode.AsExpected;
        }
        view.Doing("working out what the guest must have in RAM");
        var content = machine.Verify(cancellation);
        view.Line(content.ToString());
        return content.IsIntact ? ExitCode.AsExpected : ExitCode.Unexpected;
    }

    private static async Task<IMigratedSystem> StartAsync(MigrateView view, MigrationRequest request, CancellationToken cancellation)
    {
        view.Doing("the guest boots");
        if (request.Guest == GuestKind.Reference)
            return await Task.Run(() => ReferenceSystem.Start(request, cancellation), CancellationToken.None);
        var peer = new LinuxPeer().Probe(cancellation);
        if (!peer.IsAvailable) throw new MissingPeerException("linux", peer.Reason, peer.Remedy);
        return await LinuxSystem.StartAsync(peer.Kernel, request, cancellation);
    }

    private static ExitCode Judge(Terminal terminal, MigrationRun run)
    {
        if (run.Reason is { } reason) terminal.Fail(reason);
        return run switch
        {
            { Outcome.Status: MigrationStatus.Cancelled } => ExitCode.Interrupted,
            { Reason: not null } or { Content.IsIntact: false } => ExitCode.Unexpected,
            _ => ExitCode.AsExpected,
        };
    }

    private static void Write(Terminal terminal, string? path, Action<Stream> write)
    {
        if (path is null) return;
        using var stream = terminal.Create(path);
        write(stream);
        if (path == "-") stream.WriteByte((byte)'\n');
    }
}
