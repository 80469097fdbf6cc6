namespace Ballast.Virtio.Tracing.Events;

/// <summary>
/// The suite started or ended a workload in the guest. While one runs, it writes to RAM and the trace does not tell which
/// pages: what was not written cannot be known from <see cref="MemoryWritten"/> alone.
/// </summary>
/// <param name="Workload">Name of the workload: idle (which writes nothing that is free), hog, cache, churn.</param>
/// <param name="IsRunning">Whether it runs from now on; otherwise it has ended.</param>
public sealed record WorkloadChanged(string Workload, bool IsRunning) : TraceEvent(TraceActor.Suite);
