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

    /// <summary>Whether CONFIG_CHANGE_MSG carries eight bytes that mean nothing. The protocol gives it no payload, and
    /// virtio_uml of Linux before 5.12 takes a message without one for the end of the connection
    /// (<see href="https://git.kernel.org/torvalds/c/10c2b5aeb21c439251e5e828bf1362f89ab3de49">mended there</see>).</summary>
    public bool PadsConfigurationChanges { get; init; }

    /// <summary>Sees every message; null for none.</summary>
    public IVhostUserLog? Log { get; init; }
}
