namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver read the configuration generation (virtio 1.4, 2.5.1).</summary>
public sealed record GenerationRead(uint Generation) : TraceEvent(TraceActor.Driver);
