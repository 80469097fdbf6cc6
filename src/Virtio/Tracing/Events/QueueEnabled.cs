using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver lets the device use a queue.</summary>
public sealed record QueueEnabled(int Index, BalloonQueue? Queue) : TraceEvent(TraceActor.Driver);
