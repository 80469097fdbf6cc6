using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The suite looked at the control words of a ring.</summary>
/// <param name="Queue">Role of the queue.</param>
/// <param name="View">What lay there.</param>
public sealed record RingObserved(BalloonQueue Queue, RingView View) : TraceEvent(TraceActor.Suite);
