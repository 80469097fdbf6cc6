namespace Ballast.Peers.VhostUser.FrontEnd;

/// <summary>What a back end did against the protocol, or would not do, in one line: which message, and what is wrong with it.</summary>
public sealed class VhostUserException : IOException
{
    internal VhostUserException(string message, string what, bool endsConnection, Exception? cause = null) : base($"{message}: {what}", cause)
    {
        Request = message;
        EndsConnection = endsConnection;
    }

    /// <summary>The protocol's name of the message in question, as GET_CONFIG.</summary>
    public string Request { get; }

    /// <summary>Whether nothing can be said over the connection any more; otherwise one request was refused.</summary>
    public bool EndsConnection { get; }
}
