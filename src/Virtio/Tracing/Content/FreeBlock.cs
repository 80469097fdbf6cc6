namespace Ballast.Virtio.Tracing.Content;

/// <summary>Free pages that are hinted or reported: the buffers of the chain are the pages themselves.</summary>
/// <param name="Bytes">Bytes in all buffers.</param>
public sealed record FreeBlock(ulong Bytes) : ChainContent;
