namespace Ballast.Virtio.Memory;

/// <summary>Guest frames that hold the same.</summary>
/// <param name="Frames">The frames.</param>
/// <param name="Digest">What each of them holds.</param>
public sealed record PageContent(PageSet Frames, PageDigest Digest);
