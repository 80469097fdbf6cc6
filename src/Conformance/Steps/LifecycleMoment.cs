namespace Ballast.Conformance.Steps;

/// <summary>When something happens in the life of a device.</summary>
internal enum LifecycleMoment
{
    /// <summary>The driver has not written FEATURES_OK yet.</summary>
    BeforeFeaturesOk,

    /// <summary>Queues are set up, and DRIVER_OK is not written yet.</summary>
    WithQueuesSetUp,

    /// <summary>Free pages are being hinted.</summary>
    InMidRound,

    /// <summary>The device holds buffers.</summary>
    WithBuffersHeld,

    /// <summary>The device is suspended.</summary>
    WhileSuspended,

    /// <summary>The driver has asked for the reset of a queue, which is under way.</summary>
    DuringQueueReset,
}
