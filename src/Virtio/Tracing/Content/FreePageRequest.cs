namespace Ballast.Virtio.Tracing.Content;

/// <summary>A request of the bitmap dialect: lowmem in bytes (bitmap.request.1).</summary>
public sealed record FreePageRequest(ulong LowMemory) : ChainContent;
