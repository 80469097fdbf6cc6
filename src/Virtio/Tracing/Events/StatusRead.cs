namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver read the device status (virtio 1.4, 2.1).</summary>
public sealed record StatusRead(DeviceStatus Status) : TraceEvent(TraceActor.Driver);
