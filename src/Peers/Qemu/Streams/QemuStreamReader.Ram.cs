using Ballast.Virtio.Memory;

namespace Ballast.Peers.Qemu.Streams;

/// <content>The section "ram".</content>
public sealed partial class QemuStreamReader
{
    private const uint RamVersion = 4;

    private readonly Dictionary<string, QemuRamBlock> _blocks = new(StringComparer.Ordinal);
    private QemuSection? _ram;
    private QemuRamBlock? _current;
    private bool _hasEnded;

    private void ReadRamSection(QemuSection section)
    {
        _visitor.SectionBegins(section);
        while (true)
        {
            _source.What = "a record of RAM";
            long position = _source.Position;
            ulong word = _source.UInt64();
            var flags = (RamFlags)(word & (PageRun.PageSize - 1));
            ulong address = word & ~(ulong)(PageRun.PageSize - 1);
            switch (flags & ~RamFlags.Continue)
            {
                case RamFlags.EndOfSection when flags == RamFlags.EndOfSection:
                    if (_blocks.Count == 0) throw ByteSource.Fault(position, "section ram declares no block");
                    ReadFooter(section);
                    return;
                case RamFlags.MemorySize when flags == RamFlags.MemorySize && _blocks.Count == 0 && section.Kind == QemuSectionKind.Start:
                    ReadBlocks(position, address);
                    break;
                case RamFlags.Page:
                    var page = Place(flags, address, position, section);
                    _source.What = "a page";
                    _visitor.Page(page, _source.Take(PageRun.PageSize));
                    break;
                case RamFlags.Zero:
                    var zero = Place(flags, address, position, section);
                    byte fill = _source.Byte();
                    if (fill != 0) throw ByteSource.Fault(position, $"a page filled with 0x{fill:x2}, and only zero is allowed");
                    _visitor.ZeroPage(zero);
                    break;
                case RamFlags.MultifdFlush when flags == RamFlags.MultifdFlush:
                    break;
                default:
                    throw ByteSource.Fault(position, Refusal(flags));
            }
        }
    }

    private void ReadBlocks(long position, ulong total)
    {
        _source.What = "the list of RAM blocks";
        if (total > _limits.MaximumRam) throw ByteSource.Fault(position, $"{total} bytes of RAM, and {_limits.MaximumRam} are allowed");
        var blocks = new List<QemuRamBlock>();
        ulong rest = total;
        while (rest > 0)
        {
            long at = _source.Position;
            if (blocks.Count == _limits.MaximumBlocks) throw ByteSource.Fault(at, $"more than {_limits.MaximumBlocks} RAM blocks");
            string name = _source.Name();
            ulong length = _source.UInt64();
            if (name.Length == 0) throw ByteSource.Fault(at, "a RAM block without a name");
            if (length == 0 || length % PageRun.PageSize != 0) throw ByteSource.Fault(at, $"block \"{name}\" has {length} bytes, which are no whole pages");
            if (length > rest) throw ByteSource.Fault(at, $"block \"{name}\" has {length} bytes, and {rest} are left of the total");
            var block = new QemuRamBlock(blocks.Count, name, length);
            if (!_blocks.TryAdd(name, block)) throw ByteSource.Fault(at, $"block \"{name}\" is declared twice");
            blocks.Add(block);
            rest -= length;
        }
        _visitor.Declared(blocks);
    }

    /// <summary>The page that a record is about. A record that continues is about the block of the one before, also over sections.</summary>
    private QemuPageRecord Place(RamFlags flags, ulong offset, long position, QemuSection section)
    {
        if (!flags.HasFlag(RamFlags.Continue))
        {
            string name = _source.Name();
            _current = _blocks.TryGetValue(name, out var named) ? named : throw ByteSource.Fault(position, $"a page of \"{name}\", which is no block of the list");
        }
        if (_current is not { } block) throw ByteSource.Fault(position, "a page of the block before, and there was none");
        if (offset >= block.Length) throw ByteSource.Fault(position, $"offset 0x{offset:x} in block \"{block.Name}\", which has 0x{block.Length:x} bytes");
        return new(block, offset, position, section);
    }

    private static string Refusal(RamFlags flags) => (flags & ~RamFlags.Continue) switch
    {
        RamFlags.Xbzrle => "an XBZRLE page: switch off the capability xbzrle",
        RamFlags.CompressedPage => "a compressed page: switch off the capability compress",
        RamFlags.Hook => "a hook of an RDMA migration: switch off the capability rdma-pin-all and migrate over another transport",
        RamFlags.MemorySize => "a list of RAM blocks where none may be",
        _ => $"a record of RAM with flags 0x{(int)flags:x3}, which mean nothing",
    };
}
