namespace Ballast.Virtio.Tracing.Events;

/// <summary>The device was reset and has nothing set up (virtio 1.4, 2.4).</summary>
public sealed record DeviceReset() : TraceEvent(TraceActor.Device);
