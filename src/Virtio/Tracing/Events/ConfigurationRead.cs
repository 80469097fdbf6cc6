namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver read configuration bytes (virtio 1.4, 2.5).</summary>
/// <param name="Offset">Offset of the first byte.</param>
/// <param name="Value">The bytes, as a little-endian number of Width bytes.</param>
/// <param name="Width">1, 2, 4 or 8 bytes; wider accesses are noted as several events.</param>
public sealed record ConfigurationRead(int Offset, ulong Value, int Width) : TraceEvent(TraceActor.Driver);
