using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The device returned a chain.</summary>
/// <param name="Queue">Role of the queue.</param>
/// <param name="Head">Index of the first descriptor.</param>
/// <param name="Length">Used length: bytes that the device says it wrote.</param>
/// <param name="Content">What was written, where it has meaning; else null.</param>
public sealed record ChainUsed(BalloonQueue Queue, ushort Head, uint Length, ChainContent? Content = null) : TraceEvent(TraceActor.Device);
