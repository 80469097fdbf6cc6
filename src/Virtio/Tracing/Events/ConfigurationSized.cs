namespace Ballast.Virtio.Tracing.Events;

/// <summary>The device under the driver's hands has a configuration space of this size.</summary>
/// <param name="Size">Bytes of the configuration space.</param>
public sealed record ConfigurationSized(int Size) : TraceEvent(TraceActor.Suite);
