namespace Ballast.Virtio.Tracing;

/// <summary>
/// One thing that happened, in terms of the protocol and of no transport. The recorder stamps it; everything else is the
/// content of the event.
/// </summary>
/// <param name="Actor">Who did it.</param>
public abstract record TraceEvent(TraceActor Actor)
{
    /// <summary>Number of the event in its trace, from 1 on.</summary>
    public long Sequence { get; init; }

    /// <summary>Time since the trace began.</summary>
    public TimeSpan Time { get; init; }
}
