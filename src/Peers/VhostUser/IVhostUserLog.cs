namespace Ballast.Peers.VhostUser;

/// <summary>Sees what goes over a vhost-user connection, for whoever looks for a fault in it. Called on the loop.</summary>
public interface IVhostUserLog
{
    /// <summary>One message, one refusal, or the end of the connection, in one line.</summary>
    void Write(string line);
}
