namespace Ballast.Peers.Qemu;

/// <summary>QEMU refused a QMP command; the machine itself is well.</summary>
public sealed class QmpException : Exception
{
    internal QmpException(string command, string @class, string description) : base($"{command}: {description} ({@class})") =>
        (Command, Class, Description) = (command, @class, description);

    /// <summary>The command.</summary>
    public string Command { get; }

    /// <summary>QEMU's class of the error, such as GenericError or CommandNotFound.</summary>
    public string Class { get; }

    /// <summary>The reason, in QEMU's words.</summary>
    public string Description { get; }
}
