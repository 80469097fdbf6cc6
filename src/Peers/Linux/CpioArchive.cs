using System.Globalization;
using System.Text;

namespace Ballast.Peers.Linux;

/// <summary>Writes a cpio archive in the "newc" form, the one an initramfs is made of. Times are zero and inodes are
/// numbered in order, so equal content gives equal bytes.</summary>
// Documentation/driver-api/early-userspace/buffer-format.rst: magic, 13 fields of 8 hexadecimal digits, the name with
// its NUL, padding to 4, the content, padding to 4; the entry TRAILER!!! ends the archive.
internal sealed class CpioArchive(Stream output)
{
    private const string Magic = "070701";
    private const string Trailer = "TRAILER!!!";
    private const uint DirectoryMode = 0x4000;
    private const uint CharacterDeviceMode = 0x2000;
    private const uint RegularFileMode = 0x8000;
    private const uint SymbolicLinkMode = 0xA000;

    private long _written;
    private uint _inode;

    public void AddDirectory(string name) => Add(name, DirectoryMode | Permissions("755"), []);

    public void AddFile(string name, ReadOnlySpan<byte> content, bool executable) =>
        Add(name, RegularFileMode | Permissions(executable ? "755" : "644"), content);

    public void AddLink(string name, string target) =>
        Add(name, SymbolicLinkMode | Permissions("777"), Encoding.UTF8.GetBytes(target));

    public void AddCharacterDevice(string name, uint major, uint minor) =>
        Add(name, CharacterDeviceMode | Permissions("600"), [], major, minor);

    public void Finish() => Add(Trailer, 0, []);

    private static uint Permissions(string octal) => Convert.ToUInt32(octal, 8);

    private void Add(string name, uint mode, ReadOnlySpan<byte> content, uint major = 0, uint minor = 0)
    {
        var path = Encoding.UTF8.GetBytes(name + '\0');
        var links = mode >> 12 == DirectoryMode >> 12 ? 2u : 1u;
        ReadOnlySpan<uint> fields =
        [
            mode == 0 ? 0 : ++_inode, mode, 0, 0, links, 0, (uint)content.Length,
            0, 0, major, minor, (uint)path.Length, 0,
        ];
        var header = new StringBuilder(Magic, 110);
        foreach (var field in fields)
            header.Append(field.ToString("X8", CultureInfo.InvariantCulture));

        Write(Encoding.ASCII.GetBytes(header.ToString()));
        Write(path);
        Pad();
        Write(content);
        Pad();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _written += bytes.Length;
    }

    private void Pad() => Write(stackalloc byte[(int)(-_written & 3)]);
}
