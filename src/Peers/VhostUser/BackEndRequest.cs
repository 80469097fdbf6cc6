namespace Ballast.Peers.VhostUser;

/// <summary>What a back end asks of a front end, over the socket of SET_BACKEND_REQ_FD (vhost-user, "Back-end message types").</summary>
public enum BackEndRequest : uint
{
    /// <summary>CONFIG_CHANGE_MSG: the configuration space has changed.</summary>
    ConfigChangeMsg = 2,

    /// <summary>VRING_CALL: a used buffer notification, in band.</summary>
    VringCall = 4,
}
