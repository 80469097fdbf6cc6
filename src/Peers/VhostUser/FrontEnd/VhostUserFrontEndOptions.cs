namespace Ballast.Peers.VhostUser.FrontEnd;

/// <summary>How a front end behaves towards its back end, and what it takes for granted where the protocol does not ask.</summary>
public sealed record VhostUserFrontEndOptions
{
    /// <summary>
    /// What is accepted when it is offered. In-band notifications are not among it: descriptors are what front ends use that
    /// have the choice. Neither are memory slots, since RAM neither comes nor goes.
    /// </summary>
    public const ProtocolFeatures DefaultProtocolFeatures = ProtocolFeatures.Mq | ProtocolFeatures.ReplyAck | ProtocolFeatures.BackendReq
        | ProtocolFeatures.Config | ProtocolFeatures.ResetDevice | ProtocolFeatures.Status;

    /// <summary>The protocol features to accept.</summary>
    public ProtocolFeatures ProtocolFeatures { get; init; } = DefaultProtocolFeatures;

    /// <summary>How long the back end may take to listen, and for each answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Size of every queue: a back end cannot be asked.</summary>
    public ushort QueueSize { get; init; } = 128;

    /// <summary>How many queues there are where the back end cannot be asked (MQ).</summary>
    public int QueueCount { get; init; } = 5;

    /// <summary>Bytes of the configuration space, which a back end cannot be asked either; null for what a balloon with the offered features has.</summary>
    public int? ConfigurationSize { get; init; }

    /// <summary>Sees every message; null for none. Called on the front end's own thread.</summary>
    public IVhostUserLog? Log { get; init; }
}
