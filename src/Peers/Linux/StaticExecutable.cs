using System.Buffers.Binary;

namespace Ballast.Peers.Linux;

/// <summary>Whether a program runs without a dynamic linker, that is: its ELF file asks for no interpreter.</summary>
internal static class StaticExecutable
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const uint InterpreterSegment = 3;

    public static bool Is(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize || !header.StartsWith("\u007fELF\u0002"u8))
            return false;

        var table = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        var entrySize = BinaryPrimitives.ReadUInt16LittleEndian(header[54..]);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(header[56..]);
        if (table > (ulong)file.Length || entrySize != ProgramHeaderSize)
            return false;

        file.Position = (long)table;
        Span<byte> entry = stackalloc byte[ProgramHeaderSize];
        for (var i = 0; i < entries; i++)
        {
            if (file.ReadAtLeast(entry, ProgramHeaderSize, throwOnEndOfStream: false) < ProgramHeaderSize
                || BinaryPrimitives.ReadUInt32LittleEndian(entry) == InterpreterSegment)
                return false;
        }

        return entries > 0;
    }
}
