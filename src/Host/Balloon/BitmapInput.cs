namespace Ballast.Host.Balloon;

/// <summary>What can happen to requests for a bitmap of free pages.</summary>
public enum BitmapInput
{
    /// <summary>The host wants a bitmap.</summary>
    Wanted,

    /// <summary>The guest primed a buffer.</summary>
    Primed,

    /// <summary>The primed buffer was taken away unused.</summary>
    Unprimed,

    /// <summary>The primed buffer was completed with the request.</summary>
    Asked,

    /// <summary>A good answer came.</summary>
    Answered,

    /// <summary>An answer came that cannot be taken.</summary>
    AnsweredWrongly,

    /// <summary>The host has taken the bitmap.</summary>
    Fetched,

    /// <summary>The host waits no longer.</summary>
    GivenUp,

    /// <summary>The driver is gone, and with it the rings.</summary>
    DriverLeft,
}
