using Ballast.Virtio.Memory;

namespace Ballast.Peers.Qemu.Streams;

/// <summary>What a stream made of a page.</summary>
/// <param name="Digest">What it holds at the destination: the last record wins.</param>
/// <param name="Count">How often it was sent.</param>
/// <param name="Records">When it was sent, the last time included; others may be missing when pages were sent very often.</param>
public sealed record SentPage(PageDigest Digest, int Count, IReadOnlyList<SentRecord> Records);
