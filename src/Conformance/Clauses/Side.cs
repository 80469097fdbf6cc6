namespace Ballast.Conformance.Clauses;

/// <summary>What can be under test, and to blame: a guest is its driver's side, a host its device's.</summary>
public enum Side
{
    /// <summary>Driver and guest.</summary>
    Driver,

    /// <summary>Device and host.</summary>
    Device,

    /// <summary>The machine.</summary>
    Machine,

    /// <summary>The migration.</summary>
    Migration,
}
