using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The suite compared the RAM of the destination with what it must hold.</summary>
/// <param name="What">What was compared: used, free, canaries, all.</param>
/// <param name="Pages">How many pages were compared.</param>
/// <param name="Wrong">RAM pages that differ.</param>
public sealed record DestinationVerified(string What, ulong Pages, PageSet Wrong) : TraceEvent(TraceActor.Suite);
