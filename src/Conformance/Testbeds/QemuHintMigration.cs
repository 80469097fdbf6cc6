using System.Net.Sockets;
using Ballast.Peers.Qemu;
using Ballast.Peers.Qemu.Streams;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// A live migration of QEMU into this process. The stream is not read before it is to end: QEMU stays in its first round,
/// blocked in the middle of RAM that was filled for it, for as long as a scenario likes.
/// </summary>
internal sealed class QemuHintMigration : IDisposable
{
    // More than a socket and QEMU itself hold back, and below the pages that scenarios use.
    private const ulong BallastStart = 2UL << 20;
    private const int BallastLength = 8 << 20;

    private readonly QemuMachine _machine;
    private readonly QmpSubscription _events;
    private readonly Socket _listener;
    private readonly CancellationToken _cancellation;
    private Socket? _stream;
    private QemuStreamImage? _image;

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

    /// <summary>Reads the stream to its end, which ends the migration.</summary>
    /// <returns>What the destination would have.</returns>
    /// <exception cref="QemuStreamException">The stream is malformed.</exception>
    public QemuStreamImage Finish()
    {
        if (_image is not null) return _image;
        using var stream = new NetworkStream(_stream!, ownsSocket: false);
        _image = QemuStreamImage.Read(stream);
        // QEMU says that it is done when all is sent and closed.
        _machine.Qmp.WaitForMigrationAsync(_events, _cancellation).GetAwaiter().GetResult();
        return _image;
    }

    /// <summary>Calls the migration off, if it is not over.</summary>
    public void Cancel()
    {
        if (_image is null)
        {
            _machine.Qmp.CancelMigrationAsync(_cancellation).GetAwaiter().GetResult();
            _stream?.Dispose();
            _machine.Qmp.WaitForMigrationAsync(_events, _cancellation).GetAwaiter().GetResult();
        }
        Dispose();
    }

    /// <summary>Breaks the connection, as a network or a destination does that fails.</summary>
    public void Break()
    {
        _stream?.Dispose();
        _machine.Qmp.WaitForMigrationAsync(_events, _cancellation).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _events.Dispose();
        _stream?.Dispose();
        _listener.Dispose();
    }

    private async Task StartAsync()
    {
        FillBallast();
        await _machine.Qmp.SetMigrationCapabilityAsync("events", isOn: true, _cancellation);
        await _machine.Qmp.SetMigrationBandwidthAsync(1UL << 40, _cancellation);
        await _machine.Qmp.MigrateAsync(Address, _cancellation);
        _stream = await _listener.AcceptAsync(_cancellation);
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
