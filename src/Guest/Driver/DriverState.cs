namespace Ballast.Guest.Driver;

/// <summary>Where a driver stands.</summary>
public enum DriverState
{
    /// <summary>No device is driven.</summary>
    Unbound,

    /// <summary>Waiting for the device to finish its reset.</summary>
    Resetting,

    /// <summary>The device is driven.</summary>
    Running,

    /// <summary>The device is asked to suspend.</summary>
    Suspending,

    /// <summary>The device is suspended, and the driver rests.</summary>
    Suspended,

    /// <summary>The device is asked to work on.</summary>
    Resuming,

    /// <summary>The balloon is being emptied before the device is let go.</summary>
    Unbinding,

    /// <summary>The driver gave up; it starts again when it is bound.</summary>
    Failed,
}
