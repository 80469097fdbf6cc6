using System.IO.Hashing;
using Ballast.Virtio.Memory;

namespace Ballast.Peers.Qemu.Streams;

/// <summary>Digests of pages, as traces and streams are compared by them.</summary>
public static class PageDigests
{
    /// <summary>The digest of a page.</summary>
    public static PageDigest Of(ReadOnlySpan<byte> page) => new(XxHash128.HashToUInt128(page));
}
