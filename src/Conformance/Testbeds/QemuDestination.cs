using System.Net.Sockets;
using Ballast.Conformance.Steps;
using Ballast.Peers.Qemu;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Testbeds;

/// <summary>A second QEMU of the same kind, into which a migration goes: what its guest finds is read from its memory.</summary>
internal sealed class QemuDestination : IAsyncDisposable
{
    private readonly QemuMachine _machine;
    private readonly QmpSubscription _events;
    private Socket? _connection;

    private QemuDestination(QemuMachine machine)
    {
        _machine = machine;
        _events = machine.Qmp.Subscribe();
    }

    /// <summary>Where the stream goes.</summary>
    public Stream Inlet => field ??= new NetworkStream(_connection!, ownsSocket: false);

    /// <summary>Starts a machine like another, and lets it wait for a migration.</summary>
    /// <exception cref="QemuException">It does not start.</exception>
    public static async Task<QemuDestination> StartAsync(QemuMachine source, CancellationToken cancellation)
    {
        var destination = new QemuDestination(await QemuMachine.StartAsync(source.Program, source.Options with { IsIncoming = true }, cancellation));
        try
        {
            await destination.ListenAsync(cancellation);
            return destination;
        }
        catch
        {
            await destination.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until all has arrived.</summary>
    /// <exception cref="StepFailureException">The machine does not take the stream.</exception>
    public async Task ArriveAsync(CancellationToken cancellation)
    {
        _connection!.Shutdown(SocketShutdown.Send);
        var end = await _machine.Qmp.WaitForMigrationAsync(_events, cancellation);
        StepFailureException.UnlessEqual("completed", end.Status, "migration at the destination that is");
    }

    /// <summary>The content of a page of its RAM.</summary>
    /// <param name="page">RAM page.</param>
    public ReadOnlySpan<byte> Page(ulong page) => _machine.Ram.Bytes(page << PageRun.PageShift, PageRun.PageSize);

    /// <summary>How many pages its host sees in the balloon.</summary>
    public async Task<uint> ReadActualAsync(CancellationToken cancellation) =>
        (uint)(((long)_machine.Ram.Length - await _machine.Qmp.QueryBalloonAsync(cancellation)) >> PageRun.PageShift);

    public async ValueTask DisposeAsync()
    {
        _events.Dispose();
        _connection?.Dispose();
        await _machine.DisposeAsync();
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        string path = Path.Combine(_machine.Folder, "incoming.sock");
        await _machine.Qmp.SetMigrationCapabilityAsync("events", isOn: true, cancellation);
        await _machine.Qmp.MigrateIncomingAsync($"unix:{path}", cancellation);
        _connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await _connection.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
    }
}
