using System.Net.Sockets;
using Ballast.Peers.Qemu;
using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// A live migration of QEMU into this process, which reads the stream as it comes. QEMU may send little at first, so that
/// its first round lasts as long as a scenario may need; it ends when it may send more. What is read can go on to a second
/// QEMU, and into a file.
/// </summary>
internal sealed class QemuHintMigration : IAsyncDisposable
{
    // RAM in front of the pages that scenarios use, which takes QEMU half a minute at first.
    private const ulong BallastStart = 2UL << 20;
    private const int BallastLength = 8 << 20;
    private const ulong Slowly = 256 << 10;
    private const ulong Quickly = 1UL << 40;

    private readonly QemuMachine _machine;
    private readonly QmpSubscription _events;
    private readonly Socket _listener;
    private readonly string? _record;
    private readonly CancellationToken _cancellation;
    private Socket? _connection;
    private QemuDestination? _destination;
    private FileStream? _file;
    private Task<QemuStreamImage>? _image;
    private bool _isOver;
    private bool _isKept;

    private QemuHintMigration(QemuMachine machine, string? record, CancellationToken cancellation)
    {
        _machine = machine;
        _record = record;
        _cancellation = cancellation;
        _events = machine.Qmp.Subscribe();
        string path = Path.Combine(machine.Folder, $"migration-{Guid.NewGuid():n}.sock");
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(1);
        Address = $"unix:{path}";
    }

    /// <summary>The machine to which it goes; null when this process alone reads it.</summary>
    public QemuDestination? Destination => _destination;

    private string Address { get; }

    /// <summary>Begins a migration, and returns when its first round is under way.</summary>
    /// <param name="machine">Whose RAM is migrated.</param>
    /// <param name="hasDestination">Whether there is a second QEMU that takes it.</param>
    /// <param name="record">File for the stream of a migration that completes; null for none.</param>
    /// <param name="cancellation">Ends everything.</param>
    public static QemuHintMigration Start(QemuMachine machine, bool hasDestination, string? record, CancellationToken cancellation)
    {
        var migration = new QemuHintMigration(machine, record, cancellation);
        try
        {
            migration.StartAsync(hasDestination).GetAwaiter().GetResult();
            return migration;
        }
        catch
        {
            migration.DisposeAsync().AsTask().GetAwaiter().GetResult();
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
            _image!.WaitAsync(_cancellation).GetAwaiter().GetResult();
            _destination?.ArriveAsync(_cancellation).GetAwaiter().GetResult();
            _file?.Dispose();
            _isKept = true;
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
        DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Breaks the connection, as a network or a destination does that fails.</summary>
    public void Break()
    {
        _connection!.Dispose();
        AwaitEnd();
    }

    public async ValueTask DisposeAsync()
    {
        _events.Dispose();
        _connection?.Dispose();
        _listener.Dispose();
        if (_destination is not null) await _destination.DisposeAsync();
        if (_file is not null)
        {
            await _file.DisposeAsync();
            // Half a stream says nothing that could be judged.
            if (!_isKept) File.Delete(_file.Name);
        }
        // What the reader meets when the connection goes is nobody's concern any more.
        _image?.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private void AwaitEnd()
    {
        _machine.Qmp.WaitForMigrationAsync(_events, _cancellation).GetAwaiter().GetResult();
        _isOver = true;
    }

    private async Task StartAsync(bool hasDestination)
    {
        if (hasDestination) _destination = await QemuDestination.StartAsync(_machine, _cancellation);
        if (_record is not null) _file = File.Create(_record);
        FillBallast();
        await _machine.Qmp.SetMigrationCapabilityAsync("events", isOn: true, _cancellation);
        await _machine.Qmp.SetMigrationBandwidthAsync(Slowly, _cancellation);
        await _machine.Qmp.MigrateAsync(Address, _cancellation);
        _connection = await _listener.AcceptAsync(_cancellation);
        Stream stream = new NetworkStream(_connection, ownsSocket: false);
        List<Stream> copies = [.. new[] { _destination?.Inlet, _file }.OfType<Stream>()];
        if (copies.Count > 0) stream = new CopyingStream(stream, copies);
        _image = Task.Run(() => QemuStreamImage.Read(stream), CancellationToken.None);
        // The dirty log is read for the first time, and the first id shown, before this.
        await _events.WaitForAsync(e => e.Name == "MIGRATION" && e.Text("status") == "active", _cancellation);
    }

    // No page is zero, so that none of them is sent as anything shorter; what a scenario has put there stays.
    private void FillBallast()
    {
        var bytes = _machine.Ram.Bytes(BallastStart, BallastLength);
        for (int at = 0; at < bytes.Length; at += PageRun.PageSize)
        {
            if (!bytes.Slice(at, PageRun.PageSize).ContainsAnyExcept((byte)0)) bytes[at] = (byte)(at >> 12 | 1);
        }
    }
}
