using System.Globalization;

namespace Ballast.Peers.Qemu.Streams;

/// <summary>A stream is not one of QEMU's, is damaged, or uses what cannot be read. The message is one line that says where and what.</summary>
public sealed class QemuStreamException : Exception
{
    /// <summary>Without a reason.</summary>
    public QemuStreamException() : this("the stream cannot be read") { }

    /// <summary>With a reason in one line.</summary>
    public QemuStreamException(string message) : base(message) { }

    /// <summary>With a reason in one line, and what caused it.</summary>
    public QemuStreamException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>At a place in the stream.</summary>
    public QemuStreamException(long position, string what, Exception? innerException = null)
        : this(string.Create(CultureInfo.InvariantCulture, $"byte {position}: {what}"), innerException) => Position = position;

    /// <summary>Byte of the stream, from 0 on.</summary>
    public long Position { get; }
}
