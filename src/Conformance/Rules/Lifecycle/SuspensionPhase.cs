namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>How far the suspending of a device is.</summary>
internal enum SuspensionPhase
{
    /// <summary>The device is not suspended, and nobody has asked.</summary>
    None,

    /// <summary>The driver has set SUSPEND, and the device does not show it yet.</summary>
    Asked,

    /// <summary>The device shows SUSPEND, and DRIVER_OK no more.</summary>
    Suspended,

    /// <summary>The driver has set DRIVER_OK again, and the device does not show it yet.</summary>
    Resuming,
}
