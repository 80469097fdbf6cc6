namespace Ballast.Virtio.Tracing;

/// <summary>Who did what an event says.</summary>
public enum TraceActor
{
    /// <summary>The driver, or the guest behind it.</summary>
    Driver,

    /// <summary>The device.</summary>
    Device,

    /// <summary>The machine around both: RAM and its map.</summary>
    Machine,

    /// <summary>The migration of the machine's RAM.</summary>
    Migration,

    /// <summary>The suite itself: what it did to provoke, and what it found when it looked at memory.</summary>
    Suite,
}
