namespace Ballast.Conformance.QemuStreams;

/// <summary>What the events up to now say of one page of RAM. Places are indices of events, from 1 on; 0 is never.</summary>
internal record struct PageLife
{
    /// <summary>Number of the content that was written last, or 0 when the trace does not tell it.</summary>
    public int Content;

    /// <summary>When it was written last.</summary>
    public int WrittenAt;

    /// <summary>When it was last hinted under the current command id.</summary>
    public int HintedAt;

    /// <summary>When it was last hinted under an id that was not current.</summary>
    public int StaleAt;

    /// <summary>Why its content is not needed.</summary>
    public FreeReason Free;
}
