namespace Ballast.Peers.Qemu.Streams;

/// <summary>
/// Reads a migration stream of QEMU (version 3, QEMU 2.4 and later) and tells a visitor what it carries. The stream may come
/// from anywhere: lengths are never trusted, nothing is allocated for what was only announced, and whatever is wrong ends in a
/// <see cref="QemuStreamException"/>.
/// <para>1. Header and configuration name the machine.</para>
/// <para>2. The section "ram" starts with the list of RAM blocks, goes on in parts, and ends when the guest stands still.</para>
/// <para>3. Sections of devices follow. They carry no length: their sizes are in the description at the end of the stream,
/// until which they are held.</para>
/// </summary>
public sealed partial class QemuStreamReader
{
    private const uint Magic = 0x5145564d;
    private const uint MultifdMagic = 0x11223344;
    private const uint FormatVersion = 3;
    private const int MaximumName = 256;

    private readonly ByteSource _source;
    private readonly IQemuStreamVisitor _visitor;
    private readonly QemuStreamLimits _limits;
    private int _sections;

    private QemuStreamReader(Stream stream, IQemuStreamVisitor visitor, QemuStreamLimits limits) =>
        (_source, _visitor, _limits) = (new(stream), visitor, limits);

    /// <summary>Reads a whole stream. On a live one, nothing behind its end is waited for.</summary>
    /// <param name="stream">A file, a socket or a pipe.</param>
    /// <param name="visitor">Told of everything.</param>
    /// <param name="limits">What the stream may ask for.</param>
    /// <exception cref="QemuStreamException">It is damaged, cut off, or uses what cannot be read.</exception>
    public static void Read(Stream stream, IQemuStreamVisitor visitor, QemuStreamLimits? limits = null)
    {
        var reader = new QemuStreamReader(stream, visitor, limits ?? QemuStreamLimits.Default);
        reader.ReadHeader();
        reader.ReadRecords();
        if (stream.CanSeek && reader._source.Peek() is not null) throw reader._source.Fault("there are bytes behind the end of the stream");
        visitor.Ended(reader._source.Position);
    }

    private void ReadHeader()
    {
        uint magic = _source.UInt32();
        if (magic == MultifdMagic) throw ByteSource.Fault(0, "this is a channel of a multifd migration: switch off the capability multifd");
        if (magic != Magic) throw ByteSource.Fault(0, $"not a migration stream of QEMU: it begins with 0x{magic:x8}");
        uint version = _source.UInt32();
        if (version != FormatVersion) throw ByteSource.Fault(4, $"the stream has version {version}, and only {FormatVersion} can be read");
        _source.What = "the configuration";
        if (_source.Peek() != (byte)RecordType.Configuration)
        {
            _visitor.Configured(QemuConfiguration.None);
            return;
        }
        _source.Byte();
        long position = _source.Position;
        uint length = _source.UInt32();
        if (length is 0 or > MaximumName) throw ByteSource.Fault(position, $"the machine type has {length} bytes, and 1 to {MaximumName} are allowed");
        var configuration = new QemuConfiguration(_source.Text((int)length), null, null);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (_source.Peek() == (byte)RecordType.Subsection)
        {
            position = _source.Position;
            _source.Byte();
            string name = _source.Name();
            uint subversion = _source.UInt32();
            if (!seen.Add(name)) throw ByteSource.Fault(position, $"{name} comes twice");
            if (subversion != 1) throw ByteSource.Fault(position, $"{name} has version {subversion}, and only 1 can be read");
            configuration = ReadSubsection(name, position, configuration);
        }
        _visitor.Configured(configuration);
    }

    private QemuConfiguration ReadSubsection(string name, long position, QemuConfiguration configuration)
    {
        switch (name)
        {
            case "configuration/target-page-bits":
                uint bits = _source.UInt32();
                return bits == Virtio.Memory.PageRun.PageShift
                    ? configuration with { TargetPageBits = (int)bits }
                    : throw ByteSource.Fault(position, $"pages of 2^{bits} bytes, and only 4096 can be read");
            case "configuration/capabilities":
                uint count = _source.UInt32();
                // Only capabilities that change the format are listed.
                if (count > 0) throw ByteSource.Fault(position, $"the stream uses {_source.Name()}: switch off this capability");
                return configuration;
            case "configuration/uuid":
                return configuration with { Uuid = new Guid(_source.Take(16), bigEndian: true) };
            default:
                throw ByteSource.Fault(position, $"\"{name}\" is unknown, and carries no length");
        }
    }

    private void ReadRecords()
    {
        while (true)
        {
            long position = _source.Position;
            _source.What = "the records";
            // Devices have no lengths; the first of them ends what can be read without the description.
            if (_source.Peek() == (byte)RecordType.SectionFull)
            {
                if (!_hasEnded) throw ByteSource.Fault(position, "the state of a device comes before the end of RAM, and carries no length");
                ReadDevices();
                return;
            }
            switch ((RecordType)_source.Byte())
            {
                case RecordType.SectionStart:
                    ReadStart(position);
                    break;
                case RecordType.SectionPart:
                    ReadPart(QemuSectionKind.Part, position);
                    break;
                case RecordType.SectionEnd:
                    ReadPart(QemuSectionKind.End, position);
                    break;
                case RecordType.Command:
                    ReadCommand(position);
                    break;
                case RecordType.EndOfFile:
                    if (!_hasEnded) throw ByteSource.Fault(position, "the stream ends before RAM does");
                    ReadEmptyTail();
                    return;
                case var other:
                    throw ByteSource.Fault(position, $"0x{(byte)other:x2} is no record");
            }
        }
    }

    private void ReadStart(long position)
    {
        _source.What = "the head of a section";
        uint id = _source.UInt32();
        string name = _source.Name();
        uint instance = _source.UInt32(), version = _source.UInt32();
        var section = new QemuSection(QemuSectionKind.Start, id, name, instance, version, position, _sections++);
        if (name != QemuSection.Ram) throw ByteSource.Fault(position, $"section \"{name}\" comes in parts without a length: {RemedyFor(name)}");
        if (instance != 0 || version != RamVersion) throw ByteSource.Fault(position, $"section ram has version {version}, instance {instance}, and only version {RamVersion}, instance 0 can be read");
        if (_ram is not null) throw ByteSource.Fault(position, "section ram starts twice");
        _ram = section;
        ReadRamSection(section);
    }

    private void ReadPart(QemuSectionKind kind, long position)
    {
        _source.What = "the head of a section";
        uint id = _source.UInt32();
        if (_ram is not { } ram || ram.Id != id) throw ByteSource.Fault(position, $"a part of section {id}, which has not started");
        if (_hasEnded) throw ByteSource.Fault(position, "a part of section ram behind its end");
        ReadRamSection(ram with { Kind = kind, Position = position, Ordinal = _sections++ });
        _hasEnded = kind == QemuSectionKind.End;
    }

    private void ReadFooter(QemuSection section)
    {
        _source.What = "a footer";
        long position = _source.Position;
        byte type = _source.Byte();
        if (type != (byte)RecordType.SectionFooter) throw ByteSource.Fault(position, $"0x{type:x2} where the footer of section {section.Id} ({section.Name}) must be");
        uint id = _source.UInt32();
        if (id != section.Id) throw ByteSource.Fault(position, $"the footer names section {id}, and section {section.Id} ({section.Name}) ends");
        _visitor.SectionEnded(section, _source.Position);
    }

    private void ReadCommand(long position)
    {
        _source.What = "a command";
        ushort command = _source.UInt16(), length = _source.UInt16();
        string? capability = command switch
        {
            // OPEN_RETURN_PATH, PING, SWITCHOVER_START
            1 or 2 or 11 => null,
            >= 3 and <= 7 or 9 or 10 => "postcopy-ram",
            8 => "x-colo",
            _ => throw ByteSource.Fault(position, $"there is no command {command}"),
        };
        if (capability is not null) throw ByteSource.Fault(position, $"command {command} belongs to {capability}: switch off this capability");
        if (length > 64) throw ByteSource.Fault(position, $"command {command} has {length} bytes");
        _visitor.Commanded(command, _source.Take(length));
    }

    private static string RemedyFor(string name) => name switch
    {
        "block" => "switch off the capability block",
        "dirty-bitmap" => "switch off the capability dirty-bitmaps",
        _ => "migrate without it",
    };
}
