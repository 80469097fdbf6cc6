namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>Where a queue stands, by what was read and written.</summary>
internal enum MmioQueuePhase
{
    /// <summary>The trace does not tell.</summary>
    Unknown,

    /// <summary>The device was reset, and the queue was not enabled since.</summary>
    Fresh,

    /// <summary>1 was written to QueueReady.</summary>
    Ready,

    /// <summary>0 was written to QueueReady.</summary>
    Stopped,

    /// <summary>1 was written to QueueReset.</summary>
    Resetting,

    /// <summary>QueueReset read 0 after that.</summary>
    Reset,
}
