namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver wrote the device status (virtio 1.4, 2.1); none resets the device.</summary>
public sealed record StatusWritten(DeviceStatus Status) : TraceEvent(TraceActor.Driver);
