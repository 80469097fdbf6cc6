namespace Ballast.Peers.Qemu;

/// <summary>QEMU failed. The message is one line; it ends with the last lines of its standard error, if it has ended.</summary>
public sealed class QemuException : Exception
{
    internal QemuException(QemuFailure failure, string message, Exception? cause = null) : base(message, cause) => Failure = failure;

    /// <summary>The kind of failure.</summary>
    public QemuFailure Failure { get; }

    // One failure is told to many callers, each of whom has a stack of his own.
    internal QemuException Again() => new(Failure, Message, this);
}
