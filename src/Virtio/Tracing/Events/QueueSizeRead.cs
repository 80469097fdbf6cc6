using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver read the size of a queue, which on the legacy interface is the device's to say (virtio 1.4, 2.7.2).</summary>
/// <param name="Index">Index of the queue.</param>
/// <param name="Queue">Its role, or null when the index has none.</param>
/// <param name="Size">Number of entries; 0 when there is no such queue.</param>
public sealed record QueueSizeRead(int Index, BalloonQueue? Queue, ushort Size) : TraceEvent(TraceActor.Driver);
