namespace Ballast.Migration;

/// <summary>How a migration ended.</summary>
public enum MigrationStatus
{
    /// <summary>The guest is the destination's.</summary>
    Completed,

    /// <summary>Called off; the guest runs on at the source.</summary>
    Cancelled,

    /// <summary>It could not go on; the guest runs on at the source.</summary>
    Failed,
}
