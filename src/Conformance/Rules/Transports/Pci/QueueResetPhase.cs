namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>How far the reset of a queue is.</summary>
internal enum QueueResetPhase
{
    /// <summary>Nobody has asked for it.</summary>
    None,

    /// <summary>The driver has written queue_reset.</summary>
    Asked,

    /// <summary>It has read back as 0.</summary>
    Done,

    /// <summary>The queue was enabled.</summary>
    Enabled,
}
