using System.Buffers.Binary;

namespace Ballast.Peers.Qemu.Streams;

/// <content>Device sections, which only the description behind them gives lengths.</content>
public sealed partial class QemuStreamReader
{
    private const int DescriptionHead = 6;
    // A description is looked for by its head, which device state may hold by chance, but not this often.
    private const int MaximumCandidates = 16;

    /// <summary>A stream without devices may have a description, too.</summary>
    private void ReadEmptyTail()
    {
        _source.What = "the description of the devices";
        if (_source.Peek() != (byte)RecordType.Description) return;
        long position = _source.Position;
        _source.Byte();
        uint length = _source.UInt32();
        if (length > _limits.MaximumDescription) throw ByteSource.Fault(position, $"a description of {length} bytes, and {_limits.MaximumDescription} are allowed");
        while (length > 0) length -= (uint)_source.Take((int)Math.Min(length, 4096)).Length;
    }

    private void ReadDevices()
    {
        var tail = new DeviceTail(_source.Position);
        int scanned = 0, candidates = 0;
        QemuStreamException? fault = null;
        bool isOver = false;
        while (!isOver)
        {
            _source.What = "the state of the devices";
            var some = _source.Some();
            isOver = some.IsEmpty;
            if (tail.Length + some.Length > _limits.MaximumDeviceState)
                throw ByteSource.Fault(tail.Position, $"the devices and their description take more than {_limits.MaximumDeviceState} bytes");
            tail.Add(some);
            while (scanned + DescriptionHead < tail.Length)
            {
                int found = tail.Bytes[scanned..].IndexOf([(byte)RecordType.EndOfFile, (byte)RecordType.Description]);
                if (found < 0 || scanned + found + DescriptionHead >= tail.Length)
                {
                    scanned = found < 0 ? tail.Length - 1 : scanned + found;
                    break;
                }
                int at = scanned + found;
                uint length = BinaryPrimitives.ReadUInt32BigEndian(tail.Bytes[(at + 2)..]);
                bool isCandidate = tail.Bytes[at + DescriptionHead] == (byte)'{' && length <= _limits.MaximumDescription;
                if (isCandidate && at + DescriptionHead + (long)length > tail.Length && !isOver)
                {
                    scanned = at;
                    break;
                }
                scanned = at + 1;
                if (!isCandidate || at + DescriptionHead + (long)length > tail.Length) continue;
                if (++candidates > MaximumCandidates) throw ByteSource.Fault(tail.Position, "the devices hold what looks like their description again and again");
                if (TryReadDevices(tail, at, (int)length, ref fault)) return;
            }
        }
        throw fault ?? new QemuStreamException(tail.Position + tail.Length,
            "the stream ends within the state of the devices, or has no description of them (machine property suppress-vmdesc)");
    }

    /// <summary>Reads the sections up to an end of file that may be the real one.</summary>
    private bool TryReadDevices(DeviceTail tail, int end, int length, ref QemuStreamException? fault)
    {
        var sections = new List<(QemuSection Section, int Start, int Length)>();
        try
        {
            var description = DeviceDescription.Parse(tail.Bytes.Slice(end + DescriptionHead, length), tail.Position + end + DescriptionHead);
            SplitSections(tail, end, description, sections);
        }
        catch (QemuStreamException e)
        {
            fault ??= e;
            return false;
        }
        foreach (var (section, start, size) in sections)
        {
            _visitor.SectionBegins(section);
            _visitor.Device(section, tail.Bytes.Slice(start, size));
            _visitor.SectionEnded(section, tail.Position + start + size + 5);
        }
        int behind = end + DescriptionHead + length;
        if (behind < tail.Length) throw ByteSource.Fault(tail.Position + behind, "there are bytes behind the end of the stream");
        return true;
    }

    private void SplitSections(DeviceTail tail, int end, DeviceDescription description, List<(QemuSection Section, int Start, int Length)> sections)
    {
        var reader = new SpanReader(tail.Bytes[..end], tail.Position);
        foreach (var device in description.Devices)
        {
            long position = reader.Position;
            byte type = reader.Byte();
            if (type != (byte)RecordType.SectionFull) throw ByteSource.Fault(position, $"0x{type:x2} where the section of device \"{device.Name}\" must be");
            var section = new QemuSection(
                QemuSectionKind.Full, reader.UInt32(), ByteSource.Decode(reader.Take(reader.Byte())), reader.UInt32(), reader.UInt32(), position, _sections + sections.Count);
            if (section.Name != device.Name || section.InstanceId != device.InstanceId)
                throw ByteSource.Fault(position, $"a section of \"{section.Name}\", instance {section.InstanceId}, where the description has \"{device.Name}\", instance {device.InstanceId}");
            if (device.Size > reader.Left) throw ByteSource.Fault(reader.Position, $"device \"{device.Name}\" has {device.Size} bytes by its description, and {reader.Left} are there");
            sections.Add((section, reader.Offset, (int)device.Size));
            reader.Take((int)device.Size);
            position = reader.Position;
            if (reader.Byte() != (byte)RecordType.SectionFooter) throw ByteSource.Fault(position, $"no footer behind the {device.Size} bytes of device \"{device.Name}\"");
            uint id = reader.UInt32();
            if (id != section.Id) throw ByteSource.Fault(position, $"the footer names section {id}, and section {section.Id} ({section.Name}) ends");
        }
        if (reader.Left > 0) throw ByteSource.Fault(reader.Position, "there is more than the description tells of");
    }
}
