namespace Ballast.Peers.Qemu;

/// <summary>Why QEMU could not do what it was asked.</summary>
public enum QemuFailure
{
    /// <summary>It could not be started.</summary>
    NotStarted,

    /// <summary>It ended, crashed or was killed.</summary>
    Ended,

    /// <summary>It did not answer before the deadline.</summary>
    Silent,

    /// <summary>It answered what nobody can read.</summary>
    Malformed,

    /// <summary>It refused an order of the qtest protocol, or a migration failed.</summary>
    Refused,
}
