namespace Ballast.Peers.VhostUser;

/// <summary>What a look at a channel found.</summary>
internal enum ReceiveOutcome
{
    /// <summary>Nothing, or a part of a message.</summary>
    Nothing,

    /// <summary>A whole message.</summary>
    Message,

    /// <summary>The other side has closed the channel.</summary>
    Ended,

    /// <summary>Something that is no message: the channel is of no use any more.</summary>
    Broken,
}
