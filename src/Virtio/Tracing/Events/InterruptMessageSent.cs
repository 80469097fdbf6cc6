namespace Ballast.Virtio.Tracing.Events;

/// <summary>The device has sent the message of an MSI-X vector.</summary>
/// <param name="Vector">Number of the vector.</param>
public sealed record InterruptMessageSent(int Vector) : TraceEvent(TraceActor.Device);
