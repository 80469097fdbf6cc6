using System.Buffers.Binary;
using System.Text;

namespace Ballast.Peers.Tests.Qemu.Streams;

/// <summary>Writes streams as QEMU does, and others.</summary>
internal sealed class StreamBuilder
{
    public const ulong Eos = 0x10;
    public const uint RamId = 2;

    private readonly List<byte> _bytes = [];

    public int Position => _bytes.Count;

    /// <summary>A whole stream of two blocks: pages 0 and 3 with content, page 1 zero, page 2 never sent; page 0 is sent again in another section.</summary>
    public static byte[] Small() => new StreamBuilder().Header()
        .Start(("pc.ram", 0x4000), ("pc.bios", 0x1000))
        .Part(p => p.Page("pc.ram", 0, 0xaa).Zero(null, 0x1000).Page(null, 0x3000, 0xbb).Page("pc.bios", 0, 0xf4))
        .Part(p => p.Page("pc.ram", 0, 0xcc))
        .End(p => p.Flush())
        .Device("timer", 0, new byte[24])
        .Device("cpu", 1, [.. Enumerable.Repeat((byte)7, 10)])
        .Eof("""{"page_size": 4096, "devices": [{"name": "timer", "instance_id": 0, "fields": [{"name": "t", "array_len": 3, "size": 8}]}, {"name": "cpu", "instance_id": 1, "fields": [{"name": "r", "size": 1}], "subsections": [{"vmsd_name": "c/s", "fields": []}]}]}""")
        .ToArray();

    public byte[] ToArray() => [.. _bytes];

    public StreamBuilder Header(string? machine = "pc-i440fx-7.2")
    {
        U32(0x5145564d).U32(3);
        return machine is null ? this : U8(7).U32((uint)machine.Length).Raw(Encoding.ASCII.GetBytes(machine));
    }

    public StreamBuilder Start(params (string Name, ulong Length)[] blocks)
    {
        U8(1).U32(RamId).Name("ram").U32(0).U32(4).U64(blocks.Aggregate(0UL, (sum, b) => sum + b.Length) | 4);
        foreach (var (name, length) in blocks) Name(name).U64(length);
        return U64(Eos).Footer(RamId);
    }

    public StreamBuilder Part(Action<StreamBuilder> records) => Section(2, records);

    public StreamBuilder End(Action<StreamBuilder>? records = null) => Section(3, records ?? (_ => { }));

    public StreamBuilder Page(string? block, ulong offset, byte fill) => Page(block, offset, [.. Enumerable.Repeat(fill, 4096)]);

    public StreamBuilder Page(string? block, ulong offset, byte[] content) => Record(block, offset, 8).Raw(content);

    public StreamBuilder Zero(string? block, ulong offset) => Record(block, offset, 2).U8(0);

    public StreamBuilder Flush() => U64(0x200);

    public StreamBuilder Record(string? block, ulong offset, ulong flags)
    {
        U64(offset | flags | (block is null ? 0x20u : 0));
        return block is null ? this : Name(block);
    }

    public StreamBuilder Device(string name, uint instance, byte[] state, uint id = 5) =>
        U8(4).U32(id).Name(name).U32(instance).U32(1).Raw(state).Footer(id);

    public StreamBuilder Command(ushort command, params byte[] data)
    {
        U8(8);
        Span<byte> head = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(head, command);
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)data.Length);
        return Raw(head).Raw(data);
    }

    public StreamBuilder Eof(string? description = null) =>
        description is null ? U8(0) : U8(0).U8(6).U32((uint)description.Length).Raw(Encoding.ASCII.GetBytes(description));

    public StreamBuilder Footer(uint id) => U8(0x7e).U32(id);

    public StreamBuilder Name(string name) => U8((byte)name.Length).Raw(Encoding.ASCII.GetBytes(name));

    public StreamBuilder U8(byte value)
    {
        _bytes.Add(value);
        return this;
    }

    public StreamBuilder U32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return Raw(bytes);
    }

    public StreamBuilder U64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return Raw(bytes);
    }

    public StreamBuilder Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    private StreamBuilder Section(byte type, Action<StreamBuilder> records)
    {
        U8(type).U32(RamId);
        records(this);
        return U64(Eos).Footer(RamId);
    }
}
