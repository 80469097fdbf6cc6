using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The device sent a used buffer notification (an interrupt).</summary>
public sealed record DriverNotified(int Index, BalloonQueue? Queue) : TraceEvent(TraceActor.Device);
