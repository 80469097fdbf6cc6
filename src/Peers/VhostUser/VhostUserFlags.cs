namespace Ballast.Peers.VhostUser;

/// <summary>Flags of a message, without its version (vhost-user, "Header").</summary>
[Flags]
public enum VhostUserFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The message answers another.</summary>
    Reply = 4,

    /// <summary>The sender wants an answer that says how it went (REPLY_ACK).</summary>
    NeedReply = 8,
}
