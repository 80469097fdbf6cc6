using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The suite read in the ring how many chains the driver has made available since the queue was set up.</summary>
/// <param name="Queue">Role of the queue.</param>
/// <param name="Chains">The available index.</param>
public sealed record AvailableCounted(BalloonQueue Queue, int Chains) : TraceEvent(TraceActor.Suite);
