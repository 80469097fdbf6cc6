namespace Ballast.Virtio.Tracing.Events;

/// <summary>The device changed a 32-bit field of its configuration.</summary>
/// <param name="Offset">Offset of the field.</param>
/// <param name="Before">Value before.</param>
/// <param name="After">Value from now on.</param>
/// <param name="Notified">Whether a configuration change notification was sent for it.</param>
public sealed record ConfigurationChanged(int Offset, uint Before, uint After, bool Notified) : TraceEvent(TraceActor.Device);
