using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The pages that were free in the guest at this moment, as its allocator says: what an answer or a hint is held against.</summary>
/// <param name="Pages">RAM pages (numbered by RAM offset).</param>
/// <param name="TotalPages">Pages of RAM that the machine has.</param>
public sealed record FreePagesListed(PageSet Pages, ulong TotalPages) : TraceEvent(TraceActor.Suite);
