namespace Ballast.Peers.VhostUser.Native;

/// <summary>What was found in a descriptor that carries signals.</summary>
internal enum DrainOutcome
{
    /// <summary>No signal.</summary>
    Nothing,

    /// <summary>One or more signals.</summary>
    Signalled,

    /// <summary>None, and none will come.</summary>
    Ended,
}
