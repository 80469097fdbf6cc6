namespace Ballast.Virtio.Rings;

/// <summary>A chain on its way back to the driver.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Length">Bytes written into it.</param>
public readonly record struct UsedChain(DescriptorChain Chain, uint Length);
