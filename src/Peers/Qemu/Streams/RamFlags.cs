namespace Ballast.Peers.Qemu.Streams;

/// <summary>The low bits of a record of the section "ram"; the rest is an offset in a RAM block.</summary>
[Flags]
internal enum RamFlags
{
    None = 0,
    Full = 0x01,
    Zero = 0x02,
    MemorySize = 0x04,
    Page = 0x08,
    EndOfSection = 0x10,
    Continue = 0x20,
    Xbzrle = 0x40,
    Hook = 0x80,
    CompressedPage = 0x100,
    MultifdFlush = 0x200,
}
