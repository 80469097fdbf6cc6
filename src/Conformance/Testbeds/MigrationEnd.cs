namespace Ballast.Conformance.Testbeds;

/// <summary>How a migration of somebody else's machine ends.</summary>
public enum MigrationEnd
{
    /// <summary>All is sent, and the guest stands still.</summary>
    Completes,

    /// <summary>Whoever manages the machine calls it off.</summary>
    IsCancelled,

    /// <summary>The connection breaks.</summary>
    LosesConnection,
}
