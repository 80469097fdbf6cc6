namespace Ballast.Virtio.Tracing.Events;

/// <summary>The migration goes on without free pages (bitmap.wait.1).</summary>
/// <param name="Reason">Why: unsupported, timeout, cancelled, refused.</param>
/// <param name="Waited">How long it waited.</param>
public sealed record FreePagesGivenUp(string Reason, TimeSpan Waited) : TraceEvent(TraceActor.Migration);
