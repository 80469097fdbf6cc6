namespace Ballast.Virtio.Tracing.Events;

/// <summary>The device changed its status of its own accord: it needs a reset, say (virtio 1.4, 2.1.2).</summary>
public sealed record DeviceStatusChanged(DeviceStatus Status) : TraceEvent(TraceActor.Device);
