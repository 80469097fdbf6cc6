using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The suite sent requests over a queue and looked which of them came back.</summary>
/// <param name="Queue">Role of the queue.</param>
/// <param name="Sent">How many chains it made available.</param>
/// <param name="Returned">How many of them it found used.</param>
public sealed record RequestsVerified(BalloonQueue Queue, int Sent, int Returned) : TraceEvent(TraceActor.Suite);
