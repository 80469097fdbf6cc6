using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver sent an available buffer notification (a kick).</summary>
public sealed record DeviceNotified(int Index, BalloonQueue? Queue) : TraceEvent(TraceActor.Driver);
