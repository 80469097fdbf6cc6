using System.Runtime.InteropServices;

namespace Ballast.Migration.Wire;

/// <summary>One message of the destination.</summary>
internal readonly record struct ReturnMessage(ReturnKind Kind, string Text)
{
    public void WriteTo(Stream stream)
    {
        byte[] text = WireText.Encode(Text);
        var bytes = new byte[ReturnHeader.Size + text.Length];
        text.CopyTo(bytes, ReturnHeader.Size);
        MemoryMarshal.Write(bytes, new ReturnHeader(Kind, (ushort)text.Length, 0));
        MemoryMarshal.Write(bytes, new ReturnHeader(Kind, (ushort)text.Length, StreamFormat.Check(bytes, 0)));
        stream.Write(bytes);
        stream.Flush();
    }

    /// <summary>Reads the next message.</summary>
    /// <returns>Null when the destination has closed the connection.</returns>
    /// <exception cref="MigrationException">What arrives is no message.</exception>
    public static ReturnMessage? ReadFrom(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[ReturnHeader.Size + StreamFormat.MaxTextBytes];
        if (stream.ReadAtLeast(bytes[..ReturnHeader.Size], ReturnHeader.Size, throwOnEndOfStream: false) < ReturnHeader.Size) return null;
        var header = MemoryMarshal.Read<ReturnHeader>(bytes);
        if (header.Kind is < ReturnKind.Accepted or > ReturnKind.Failed || header.TextBytes > StreamFormat.MaxTextBytes || header.Zero != 0)
            throw new MigrationException("the destination answers with bytes that are no message");
        bytes = bytes[..(ReturnHeader.Size + header.TextBytes)];
        var text = bytes[ReturnHeader.Size..];
        if (stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length) return null;
        MemoryMarshal.Write(bytes, new ReturnHeader(header.Kind, header.TextBytes, 0));
        if (StreamFormat.Check(bytes, 0) != header.Check) throw new MigrationException("the destination's answer is corrupted");
        return new(header.Kind, WireText.Decode(text));
    }
}
