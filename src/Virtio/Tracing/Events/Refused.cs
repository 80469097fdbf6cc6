namespace Ballast.Virtio.Tracing.Events;

/// <summary>A side found that the other broke a rule, and refused what it was given.</summary>
/// <param name="By">Who refused.</param>
/// <param name="Violation">The rule and what was seen.</param>
public sealed record Refused(TraceActor By, Violation Violation) : TraceEvent(By);
