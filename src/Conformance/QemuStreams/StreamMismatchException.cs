namespace Ballast.Conformance.QemuStreams;

/// <summary>A stream and a trace are not of the same machine. The message is one line.</summary>
public sealed class StreamMismatchException : Exception
{
    /// <summary>Without a reason.</summary>
    public StreamMismatchException() : this("the stream and the trace do not belong together") { }

    /// <summary>With a reason in one line.</summary>
    public StreamMismatchException(string message) : base(message) { }

    /// <summary>With a reason in one line, and what caused it.</summary>
    public StreamMismatchException(string message, Exception innerException) : base(message, innerException) { }
}
