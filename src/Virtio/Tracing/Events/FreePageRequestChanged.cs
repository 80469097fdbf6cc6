using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>A request for a bitmap of free pages went into another state (bitmap.state.1).</summary>
/// <param name="Request">Number of the request, from 1 on; it does not go over the wire.</param>
/// <param name="State">The state from now on.</param>
public sealed record FreePageRequestChanged(int Request, BitmapRequestState State) : TraceEvent(TraceActor.Device);
