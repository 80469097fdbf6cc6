namespace Ballast.Peers.Qemu.Streams;

/// <summary>The byte before each part of a stream, QEMU 2.4 and later.</summary>
internal enum RecordType : byte
{
    EndOfFile = 0x00,
    SectionStart = 0x01,
    SectionPart = 0x02,
    SectionEnd = 0x03,
    SectionFull = 0x04,
    Subsection = 0x05,
    Description = 0x06,
    Configuration = 0x07,
    Command = 0x08,
    SectionFooter = 0x7e,
}
