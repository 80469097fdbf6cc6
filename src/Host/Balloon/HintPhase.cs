namespace Ballast.Host.Balloon;

/// <summary>Where a round of hints stands, as the device sees it (virtio 1.4, 5.5.6.5).</summary>
public enum HintPhase
{
    /// <summary>No round: nothing was asked, or everything is done.</summary>
    Idle,

    /// <summary>A command id is shown; the driver has not answered.</summary>
    Requested,

    /// <summary>The driver has sent the command id and may send pages.</summary>
    Started,

    /// <summary>The round is over: by the driver's STOP or another id, or because the host stopped it.</summary>
    Ended,
}
