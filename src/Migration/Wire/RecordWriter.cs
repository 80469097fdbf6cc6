using System.Runtime.InteropServices;
using System.Text;
using Ballast.Virtio.Memory;

namespace Ballast.Migration.Wire;

/// <summary>
/// Writes a stream. Control bytes and short runs of pages are gathered in a buffer; long runs go out of RAM without a copy.
/// </summary>
internal sealed class RecordWriter(Stream stream)
{
    private const int BufferSize = 256 << 10;
    private const int GatheredPages = 16;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
    private int _used;
    private ulong _check;
    private ulong _records;

    /// <summary>Bytes of the stream up to now, gathered ones included.</summary>
    public ulong Position { get; private set; }

    public ulong DataPages { get; private set; }

    public ulong ZeroPages { get; private set; }

    public ulong FreePages { get; private set; }

    public void Header(IReadOnlyList<IRamBlock> blocks)
    {
        if (blocks.Count > StreamFormat.MaxBlocks)
            throw new MigrationException($"the machine has {blocks.Count} RAM blocks, and a stream carries {StreamFormat.MaxBlocks} at most");
        using var bytes = new MemoryStream();
        bytes.Write(Bytes(new StreamHeader(StreamFormat.Magic, StreamFormat.Version, (ushort)blocks.Count, StreamFormat.PageSize)));
        foreach (var block in blocks)
        {
            byte[] name = Encoding.UTF8.GetBytes(block.Name);
            if (name.Length is 0 or > StreamFormat.MaxNameBytes)
                throw new MigrationException($"the name of RAM block \"{block.Name}\" does not fit into a stream");
            bytes.Write(Bytes(new BlockEntry(block.Length, (ulong)name.Length)));
            bytes.Write(name);
        }
        _check = StreamFormat.Check(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), 0);
        bytes.Write(Bytes((Virtio.Wire.Le64)_check));
        stream.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        stream.Flush();
        Position += (ulong)bytes.Length;
    }

    public void RoundStart(int round, bool isGuestStopped) =>
        Control(RecordKind.RoundStart, 0, isGuestStopped ? 1u : 0, (ulong)round, []);

    public void Data(int block, ReadOnlySpan<byte> pages, ulong first)
    {
        int count = pages.Length >> PageRun.PageShift;
        int checksums = count * sizeof(ulong);
        bool isGathered = count <= GatheredPages;
        var place = Reserve(RecordHeader.Size + checksums + (isGathered ? pages.Length : 0));
        var table = MemoryMarshal.Cast<byte, Virtio.Wire.Le64>(place.Slice(RecordHeader.Size, checksums));
        if (isGathered)
        {
            var copy = place[(RecordHeader.Size + checksums)..];
            pages.CopyTo(copy);
            Sum(copy, table);
        }
        else
        {
            Sum(pages, table);
        }
        Seal(place[..(RecordHeader.Size + checksums)], RecordKind.Data, block, (uint)count, first);
        DataPages += (ulong)count;
        if (isGathered) return;
        Drain();
        stream.Write(pages);
        Position += (ulong)pages.Length;
    }

    public void Zero(int block, ulong first, ulong count)
    {
        ZeroPages += count;
        Runs(RecordKind.Zero, block, first, count);
    }

    public void Free(int block, ulong first, ulong count)
    {
        FreePages += count;
        Runs(RecordKind.Free, block, first, count);
    }

    public void End() => Control(RecordKind.End, 0, 0, 0, Bytes(new EndTotals(_records, DataPages, ZeroPages, FreePages)));

    public void Released() => Control(RecordKind.Released, 0, 0, 0, []);

    public void Abort(string reason)
    {
        byte[] text = WireText.Encode(reason);
        Control(RecordKind.Abort, 0, (uint)text.Length, 0, text);
    }

    /// <summary>Sends what was gathered, and lets nothing wait on the way.</summary>
    public void Flush()
    {
        Drain();
        stream.Flush();
    }

    private static void Sum(ReadOnlySpan<byte> pages, Span<Virtio.Wire.Le64> table)
    {
        for (int i = 0; i < table.Length; i++)
            table[i] = StreamFormat.Checksum(pages.Slice(i << PageRun.PageShift, PageRun.PageSize));
    }

    private void Runs(RecordKind kind, int block, ulong first, ulong count)
    {
        while (count > 0)
        {
            uint here = (uint)Math.Min(count, uint.MaxValue);
            Control(kind, block, here, first, []);
            first += here;
            count -= here;
        }
    }

    private void Control(RecordKind kind, int block, uint count, ulong firstPage, ReadOnlySpan<byte> body)
    {
        var place = Reserve(RecordHeader.Size + body.Length);
        body.CopyTo(place[RecordHeader.Size..]);
        Seal(place, kind, block, count, firstPage);
    }

    private void Seal(Span<byte> control, RecordKind kind, int block, uint count, ulong firstPage)
    {
        MemoryMarshal.Write(control, new RecordHeader(kind, (ushort)block, count, firstPage, 0));
        _check = StreamFormat.Check(control, _check);
        MemoryMarshal.Write(control, new RecordHeader(kind, (ushort)block, count, firstPage, _check));
        _records++;
    }

    private void Drain()
    {
        stream.Write(_buffer, 0, _used);
        _used = 0;
    }

    private Span<byte> Reserve(int length)
    {
        if (length > BufferSize - _used) Drain();
        var place = _buffer.AsSpan(_used, length);
        _used += length;
        Position += (ulong)length;
        return place;
    }

    private static byte[] Bytes<T>(T value) where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
