namespace Ballast.Virtio.Tracing.Content;

/// <summary>A buffer that the guest holds ready for the next request in the bitmap dialect (bitmap.prime.1).</summary>
/// <param name="Bytes">Bytes of the buffer: 8.</param>
public sealed record PrimedBuffer(ulong Bytes) : ChainContent;
