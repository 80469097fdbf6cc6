using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver said where a queue lies.</summary>
/// <param name="Index">Index of the queue.</param>
/// <param name="Queue">Its role, or null when the index has none.</param>
/// <param name="Addresses">Size and guest-physical addresses.</param>
public sealed record QueueConfigured(int Index, BalloonQueue? Queue, QueueAddresses Addresses) : TraceEvent(TraceActor.Driver)
{
    /// <summary>Whether the driver gave one address through the legacy interface, from which the parts were computed (virtio 1.4, 2.7.2).</summary>
    public bool IsLegacy { get; init; }
}
