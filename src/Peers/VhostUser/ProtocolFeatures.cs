namespace Ballast.Peers.VhostUser;

/// <summary>Features of vhost-user itself (vhost-user, "Protocol features"); only those that this back end knows.</summary>
[Flags]
public enum ProtocolFeatures : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>MQ: GET_QUEUE_NUM is there.</summary>
    Mq = 1UL << 0,

    /// <summary>REPLY_ACK: a message may ask for an answer that says how it went.</summary>
    ReplyAck = 1UL << 3,

    /// <summary>BACKEND_REQ: the back end may send messages of its own.</summary>
    BackendReq = 1UL << 5,

    /// <summary>CONFIG: the configuration space goes over the socket.</summary>
    Config = 1UL << 9,

    /// <summary>RESET_DEVICE: the device can be reset by a message.</summary>
    ResetDevice = 1UL << 13,

    /// <summary>INBAND_NOTIFICATIONS: notifications are messages, not descriptors. Needs BACKEND_REQ and REPLY_ACK.</summary>
    InbandNotifications = 1UL << 14,

    /// <summary>CONFIGURE_MEM_SLOTS: memory regions come and go one at a time.</summary>
    ConfigureMemSlots = 1UL << 15,

    /// <summary>STATUS: the device status goes over the socket.</summary>
    Status = 1UL << 16,
}
