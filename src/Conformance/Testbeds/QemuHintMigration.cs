using System.Net.Sockets;
using Ballast.Peers.Qemu;
using Ballast.Peers.Qemu.Streams;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// A live migration of QEMU into this process, which reads the stream as it comes. QEMU may send little at first, so that
/// its first round lasts as long as a scenario may need; it ends when it may send more.
/// </summary>
internal sealed class QemuHintMigration : IDisposable
{
    // RAM in front of the pages that scenarios use, which takes QEMU half a minute at first.
    private const ulong BallastStart = 2UL << 20;
    private const int BallastLength = 8 << 20;
    private const ulong Slowly = 256 << 10;
    private const ulong Quickly = 1UL << 40;

    private readonly QemuMachine _machine;
    private readonly QmpSubscription _events;
    private readonly Socket _listener;
    private readonly CancellationToken _cancellation;
    private Socket? _connection;
    private Task<QemuStreamImage>? _image;
    private bool _isOver;

    private QemuHintMigration(QemuMachine machine, CancellationToken cancellation)
    {
        _machine = machine;
        _cancellation = cancellation;
        _events = machine.Qmp.Subscribe();
        string path = Path.Combine(machine.Folder, $"migration-{Guid.NewGuid():n}.sock");
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(1);
        Address = $"unix:{path}";
    }

    private string Address { get; }

    /// <summary>Begins a migration, and returns when its first round is under way.</summary>
    public static QemuHintMigration Start(QemuMachine machine, CancellationToken cancellation)
    {
        var migration = new QemuHintMigration(machine, cancellation);
        try
        {
            migration.StartAsync().GetAwaiter().GetResult();
            return migration;
        }
        catch
        {
            migration.Dispose();
            throw;
        }
    }

    /// <summary>Lets the migration run to its end.</summary>
    /// <returns>What the destination would have.</returns>
    /// <exception cref="QemuStreamException">The stream is malformed.</exception>
    public QemuStreamImage Finish()
    {
        if (!_isOver)
        {
            _machine.Qmp.SetMigrationBandwidthAsync(Quickly, _cancellation).GetAwaiter().GetResult();
            AwaitEnd();
        }
        return _image!.WaitAsync(_cancellation).GetAwaiter().GetResult();
    }

    /// <summary>Calls the migration off, if it is not over.</summary>
    public void Cancel()
    {
        if (!_isOver)
        {
            _machine.Qmp.CancelMigrationAsync(_cancellation).GetAwaiter().GetResult();
            AwaitEnd();
        }
        Dispose();
    }

    /// <summary>Breaks the connection, as a network or a destination does that fails.</summary>
    public void Break()
    {
        _connection!.Dispose();
        AwaitEnd();
    }

    public void Dispose()
    {
        _events.Dispose();
        _connection?.Dispose();
        _listener.Dispose();
        // What the reader meets when the connection goes is nobody's concern any more.
        _image?.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private void AwaitEnd()
    {
        _machine.Qmp.WaitForMigrationAsync(_events, _cancellation).GetAwaiter().GetResult();
        _isOver = true;
    }

    private async Task StartAsync()
    {
        FillBallast();
        await _machine.Qmp.SetMigrationCapabilityAsync("events", isOn: true, _cancellation);
        await _machine.Qmp.SetMigrationBandwidthAsync(Slowly, _cancellation);
        await _machine.Qmp.MigrateAsync(Address, _cancellation);
        _connection = await _listener.AcceptAsync(_cancellation);
        var stream = new NetworkStream(_connection, ownsSocket: false);
        _image = Task.Run(() => QemuStreamImage.Read(stream), CancellationToken.None);
        // The dirty log is read for the first time, and the first id shown, before this.
        await _events.WaitForAsync(e => e.Name == "MIGRATION" && e.Text("status") == "active", _cancellation);
    }

    // Pages that differ, so that none of them is sent as anything shorter.
    private void FillBallast()
    {
        var bytes = _machine.Ram.Bytes(BallastStart, BallastLength);
        for (int at = 0; at < bytes.Length; at += 512) bytes[at] = (byte)(at >> 12 | 1);
    }
}
