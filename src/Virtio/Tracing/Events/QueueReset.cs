using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>A single queue was stopped or reset (virtio 1.4, 2.6.1).</summary>
public sealed record QueueReset(int Index, BalloonQueue? Queue) : TraceEvent(TraceActor.Driver);
