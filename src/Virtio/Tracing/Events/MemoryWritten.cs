using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The suite let somebody write to RAM at this moment.</summary>
/// <param name="By">Who wrote.</param>
/// <param name="Pages">RAM pages (numbered by RAM offset) that were written.</param>
public sealed record MemoryWritten(DirtyClient By, PageSet Pages) : TraceEvent(TraceActor.Suite);
