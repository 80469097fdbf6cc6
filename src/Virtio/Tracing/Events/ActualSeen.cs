namespace Ballast.Virtio.Tracing.Events;

/// <summary>The suite has asked the host how large the balloon is: what the device has made of actual.</summary>
/// <param name="Pages">Pages of 4 KiB.</param>
public sealed record ActualSeen(uint Pages) : TraceEvent(TraceActor.Suite);
