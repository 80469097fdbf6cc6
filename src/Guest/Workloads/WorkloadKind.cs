namespace Ballast.Guest.Workloads;

/// <summary>The states of a guest in which it is migrated.</summary>
public enum WorkloadKind
{
    /// <summary>Just booted.</summary>
    Idle,

    /// <summary>Booted, and a program has filled all memory and ended.</summary>
    Hog,

    /// <summary>Booted, and a page cache fills most of RAM.</summary>
    Cache,

    /// <summary>Booted, and a program keeps writing.</summary>
    Churn,
}
