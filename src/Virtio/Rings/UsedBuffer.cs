namespace Ballast.Virtio.Rings;

/// <summary>A chain that came back from the device.</summary>
/// <param name="Token">What the driver gave along with the chain.</param>
/// <param name="Head">Index of its first descriptor.</param>
/// <param name="Length">Bytes that the device says it wrote.</param>
public readonly record struct UsedBuffer(object? Token, ushort Head, uint Length);
