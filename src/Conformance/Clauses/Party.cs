namespace Ballast.Conformance.Clauses;

/// <summary>Whom a clause binds, in the words of its table.</summary>
public enum Party
{
    /// <summary>The driver.</summary>
    Driver,

    /// <summary>The guest behind the driver.</summary>
    Guest,

    /// <summary>The device.</summary>
    Device,

    /// <summary>The host behind the device.</summary>
    Host,

    /// <summary>The machine: RAM and its map.</summary>
    Machine,

    /// <summary>The migration of the machine's RAM.</summary>
    Migration,
}
