namespace Ballast.Virtio.Tracing.Content;

/// <summary>Bytes that have no meaning on this queue.</summary>
public sealed record Opaque(ulong ReadableBytes, ulong WritableBytes) : ChainContent;
