using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>Somebody asked how a request for free pages stands; told when the answer differs from the one before.</summary>
public sealed record FreePagesPolled(FreePagePoll Outcome) : TraceEvent(TraceActor.Device);
