namespace Ballast.Peers.Linux;

/// <summary>Why a Linux guest could not do what it was asked.</summary>
public enum GuestFailure
{
    /// <summary>It could not be started.</summary>
    NotStarted,

    /// <summary>Its kernel panicked.</summary>
    Panicked,

    /// <summary>It ended, or was killed.</summary>
    Ended,

    /// <summary>It did not answer before the deadline.</summary>
    Silent,

    /// <summary>It answered more than may be read.</summary>
    TooMuchOutput,

    /// <summary>A command that had to succeed failed, or printed what cannot be read.</summary>
    CommandFailed,
}
