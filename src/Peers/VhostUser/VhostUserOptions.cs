namespace Ballast.Peers.VhostUser;

/// <summary>How a back end behaves towards its front end.</summary>
public sealed record VhostUserOptions
{
    /// <summary>Everything that this back end can do but in-band notifications, which a front end would take over descriptors.</summary>
    public const ProtocolFeatures DefaultProtocolFeatures = ProtocolFeatures.Mq | ProtocolFeatures.ReplyAck | ProtocolFeatures.BackendReq
        | ProtocolFeatures.Config | ProtocolFeatures.ResetDevice | ProtocolFeatures.ConfigureMemSlots | ProtocolFeatures.Status;

    /// <summary>The protocol features to offer; with none of them, bit 30 is not offered either.</summary>
    public ProtocolFeatures ProtocolFeatures { get; init; } = DefaultProtocolFeatures;

    /// <summary>Whether the front end is asked to acknowledge CONFIG_CHANGE_MSG, if it can. Nobody waits for it.</summary>
    public bool AsksForAcknowledgement { get; init; } = true;

    /// <summary>Sees every message; null for none.</summary>
    public IVhostUserLog? Log { get; init; }
}
