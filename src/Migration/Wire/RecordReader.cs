using System.Runtime.InteropServices;

namespace Ballast.Migration.Wire;

/// <summary>
/// Reads a stream from a source that may be anything. Allocates no more than the largest control part of a record, and
/// reads pages directly to where they belong.
/// </summary>
internal sealed class RecordReader(Stream stream)
{
    private const int BufferSize = 16 << 10;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
    private readonly byte[] _control = new byte[RecordHeader.Size + StreamFormat.MaxDataPages * sizeof(ulong)];
    private int _start, _end;
    private ulong _check;

    /// <summary>Bytes of the stream that were used up to now.</summary>
    public ulong Position { get; private set; }

    /// <summary>Position of the record that was read last.</summary>
    public ulong RecordPosition { get; private set; }

    /// <summary>Reads the stream header with its block table.</summary>
    public List<(string Name, ulong Length)> ReadHeader()
    {
        using var control = new MemoryStream();
        var header = ReadStructure<StreamHeader>(control, StreamHeader.Size, "the header");
        if (header.Magic != StreamFormat.Magic) throw new MigrationException("not a Ballast migration stream: it begins with other bytes");
        if (header.Version != StreamFormat.Version)
            throw new MigrationException($"the stream has version {header.Version}, and this side speaks version {StreamFormat.Version}");
        if (header.PageSize != StreamFormat.PageSize)
            throw new MigrationException($"the stream has pages of {header.PageSize} bytes, and this side has pages of {StreamFormat.PageSize}");
        if (header.Blocks > StreamFormat.MaxBlocks)
            throw new MigrationException($"the stream has {header.Blocks} RAM blocks, and {StreamFormat.MaxBlocks} are allowed");
        var blocks = new List<(string, ulong)>(header.Blocks);
        Span<byte> names = stackalloc byte[StreamFormat.MaxNameBytes];
        for (int i = 0; i < header.Blocks; i++)
        {
            var entry = ReadStructure<BlockEntry>(control, BlockEntry.Size, "the block table");
            if (entry.NameBytes is 0 or > StreamFormat.MaxNameBytes)
                throw Corrupted($"the name of block {i} has {entry.NameBytes} bytes");
            var name = names[..(int)entry.NameBytes];
            Read(name, "the block table");
            control.Write(name);
            blocks.Add((WireText.Decode(name), entry.Length));
        }
        _check = StreamFormat.Check(control.GetBuffer().AsSpan(0, (int)control.Length), 0);
        if (ReadStructure<Virtio.Wire.Le64>(control, sizeof(ulong), "the header") != _check)
            throw Corrupted("the check of the header does not fit");
        return blocks;
    }

    /// <summary>Reads the control part of the next record and checks it.</summary>
    /// <param name="body">What follows the header: checksums, totals or a text. Valid until the next call.</param>
    public RecordHeader ReadRecord(out ReadOnlySpan<byte> body)
    {
        RecordPosition = Position;
        Read(_control.AsSpan(0, RecordHeader.Size), "a record's header");
        var header = MemoryMarshal.Read<RecordHeader>(_control);
        int length = BodyLength(header);
        Read(_control.AsSpan(RecordHeader.Size, length), "a record");
        var control = _control.AsSpan(0, RecordHeader.Size + length);
        control[RecordHeader.CheckedSize..RecordHeader.Size].Clear();
        _check = StreamFormat.Check(control, _check);
        if (_check != header.Check) throw Corrupted("the check of the record does not fit");
        body = control[RecordHeader.Size..];
        return header;
    }

    /// <summary>Reads exactly as many bytes as there is room for.</summary>
    public void Read(Span<byte> to, string what)
    {
        while (!to.IsEmpty)
        {
            if (_start == _end && to.Length >= BufferSize)
            {
                int direct = Receive(to, what);
                to = to[direct..];
                Position += (ulong)direct;
                continue;
            }
            if (_start == _end) (_start, _end) = (0, Receive(_buffer, what));
            int here = Math.Min(to.Length, _end - _start);
            _buffer.AsSpan(_start, here).CopyTo(to);
            _start += here;
            Position += (ulong)here;
            to = to[here..];
        }
    }

    /// <summary>The error for something in the stream that cannot be.</summary>
    public MigrationException Corrupted(string what) => new($"the stream is corrupted at position {RecordPosition}: {what}");

    private int Receive(Span<byte> to, string what)
    {
        int received = stream.Read(to);
        return received > 0 ? received : throw new MigrationException($"the stream ends at position {Position}, within {what}");
    }

    private int BodyLength(RecordHeader header)
    {
        switch (header.Kind)
        {
            case RecordKind.Data when header.Count is > 0 and <= StreamFormat.MaxDataPages:
                return (int)header.Count * sizeof(ulong);
            case RecordKind.Data:
                throw Corrupted($"a data record of {header.Count} pages, and 1 to {StreamFormat.MaxDataPages} are allowed");
            case RecordKind.Abort when header.Count > StreamFormat.MaxTextBytes:
                throw Corrupted($"a reason of {header.Count} bytes, and {StreamFormat.MaxTextBytes} are allowed");
            case RecordKind.Abort:
                return (int)header.Count;
            case RecordKind.End:
                return EndTotals.Size;
            case RecordKind.RoundStart or RecordKind.Zero or RecordKind.Free or RecordKind.Released:
                return 0;
            default:
                throw Corrupted($"no record has kind {(ushort)header.Kind}");
        }
    }

    private T ReadStructure<T>(MemoryStream control, int size, string what) where T : unmanaged
    {
        Span<byte> bytes = stackalloc byte[size];
        Read(bytes, what);
        control.Write(bytes);
        return MemoryMarshal.Read<T>(bytes);
    }
}
