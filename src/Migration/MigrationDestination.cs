using Ballast.Migration.Bitmaps;
using Ballast.Migration.Wire;
using Ballast.Virtio.Memory;

namespace Ballast.Migration;

/// <summary>
/// The destination of a migration: RAM of the same shape, which starts as zero pages and takes what the stream brings.
/// The stream may be hostile: nothing is written outside the RAM blocks, and whatever does not fit ends the migration with
/// a reason in one line.
/// </summary>
/// <param name="ram">The RAM to fill. All it holds is given back first.</param>
/// <param name="options">What else the destination is told.</param>
public partial class MigrationDestination(IRam ram, DestinationOptions? options = null)
{
    private const int DrainBytes = 64 << 20;

    private readonly DestinationOptions _options = options ?? new();
    private RecordReader _reader = null!;
    private IRamBlock[] _blocks = [];
    private PageBitmap[] _written = [], _doubtful = [];
    private ulong _doubts, _firstDoubt;
    private ulong _records, _dataPages, _zeroPages, _freePages;
    private int _rounds;
    private bool _isSourceStopped, _isRefused;

    /// <summary>Receives one migration over a connection, and closes it.</summary>
    public DestinationOutcome Run(Stream connection, CancellationToken cancellation = default)
    {
        long start = _options.Time.GetTimestamp();
        Begin(connection);
        using var cut = cancellation.Register(connection.Dispose);
        var (status, reason) = (MigrationStatus.Completed, (string?)null);
        try
        {
            ReceiveHeader(connection);
            while (Receive(connection)) cancellation.ThrowIfCancellationRequested();
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            (status, reason) = (MigrationStatus.Cancelled, "the destination was cancelled");
        }
        catch (MigrationException e)
        {
            (status, reason) = (MigrationStatus.Failed, e.Message);
        }
        catch (Exception e) when (LinkFailure.Is(e))
        {
            (status, reason) = (MigrationStatus.Failed, $"{LinkFailure.Describe(e)}, at position {_reader.Position} of the stream");
        }
        catch (OutOfMemoryException)
        {
            (status, reason) = (MigrationStatus.Failed, $"the destination has no memory left, at position {_reader.Position} of the stream");
        }
        finally
        {
            if (status == MigrationStatus.Failed) SayFailed(connection, reason!);
            connection.Dispose();
            foreach (var bitmap in _written.Concat(_doubtful)) bitmap.Dispose();
        }
        return new(status, reason, new(
            _options.Time.GetElapsedTime(start), _reader.Position, _dataPages, _zeroPages, _freePages, _rounds));
    }

    /// <summary>Makes a block read as zero, before the first page arrives (migration.filter.5).</summary>
    protected virtual void Prepare(IRamBlock block) => block.Discard(0, block.Length);

    private void Begin(Stream connection)
    {
        if (connection.CanTimeout)
        {
            connection.ReadTimeout = (int)_options.PeerTimeout.TotalMilliseconds;
            connection.WriteTimeout = (int)_options.PeerTimeout.TotalMilliseconds;
        }
        _reader = new RecordReader(connection);
        (_blocks, _written, _doubtful) = ([], [], []);
        (_doubts, _firstDoubt, _records, _dataPages, _zeroPages, _freePages, _rounds, _isSourceStopped, _isRefused) =
            (0, 0, 0, 0, 0, 0, 0, false, false);
    }

    private void ReceiveHeader(Stream connection)
    {
        try
        {
            _blocks = Match(_reader.ReadHeader());
        }
        catch (MigrationException e)
        {
            _isRefused = true;
            new ReturnMessage(ReturnKind.Refused, e.Message).WriteTo(connection);
            throw;
        }
        foreach (var block in _blocks) Prepare(block);
        _written = [.. _blocks.Select(b => new PageBitmap(b.Length >> PageRun.PageShift))];
        _doubtful = [.. _blocks.Select(b => new PageBitmap(b.Length >> PageRun.PageShift))];
        new ReturnMessage(ReturnKind.Accepted, "").WriteTo(connection);
    }

    private IRamBlock[] Match(List<(string Name, ulong Length)> table)
    {
        var blocks = new IRamBlock[table.Count];
        for (int i = 0; i < blocks.Length; i++)
        {
            var (name, length) = table[i];
            var block = ram.Blocks.FirstOrDefault(b => b.Name == name)
                ?? throw new MigrationException($"the source has a RAM block \"{name}\", and the destination has none of that name");
            if (block.Length != length)
                throw new MigrationException($"RAM block \"{name}\" has {length} bytes at the source and {block.Length} at the destination");
            if (blocks.Contains(block)) throw new MigrationException($"RAM block \"{name}\" is in the stream twice");
            blocks[i] = block;
        }
        if (ram.Blocks.FirstOrDefault(b => !blocks.Contains(b)) is { } missing)
            throw new MigrationException($"the destination has a RAM block \"{missing.Name}\", and the source has none of that name");
        return blocks;
    }

    private void SayFailed(Stream connection, string reason)
    {
        try
        {
            if (!_isRefused) new ReturnMessage(ReturnKind.Failed, reason).WriteTo(connection);
            // What the source has sent meanwhile is taken in, or its arrival would tear the connection down before the reason is read.
            if (connection.CanTimeout) connection.ReadTimeout = 1000;
            var bytes = new byte[64 << 10];
            int read = 0;
            for (int here; read < DrainBytes && (here = connection.Read(bytes)) > 0;) read += here;
        }
        catch (Exception e) when (LinkFailure.Is(e))
        {
            // The source sees that the connection is gone.
        }
    }
}
