namespace Ballast.Virtio.Tracing.Events;

/// <summary>The level of the device's interrupt line has changed (INTx, or an MMIO device's line).</summary>
/// <param name="Line">Number of the line at the interrupt controller.</param>
/// <param name="IsRaised">Whether it is active now.</param>
public sealed record InterruptLineChanged(int Line, bool IsRaised) : TraceEvent(TraceActor.Device);
