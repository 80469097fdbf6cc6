namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver has read a register of the transport.</summary>
/// <param name="Space">The structure that it belongs to.</param>
/// <param name="Offset">Offset in it, in bytes.</param>
/// <param name="Width">Bytes: 1, 2, 4 or 8.</param>
/// <param name="Value">What was read.</param>
public sealed record RegisterRead(RegisterSpace Space, uint Offset, int Width, ulong Value) : TraceEvent(TraceActor.Driver);
