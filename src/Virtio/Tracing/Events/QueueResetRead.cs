using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver read whether the reset of a queue has taken place (virtio 1.4, 2.6.1).</summary>
/// <param name="Index">Index of the queue.</param>
/// <param name="Queue">Its role, or null when the index has none.</param>
/// <param name="IsDone">Whether it has.</param>
public sealed record QueueResetRead(int Index, BalloonQueue? Queue, bool IsDone) : TraceEvent(TraceActor.Driver);
