namespace Ballast.Virtio.Machine;

/// <summary>What an entry of an MSI-X table says: the message that stands for a vector.</summary>
/// <param name="Address">Guest-physical address to which the message is written, a multiple of 4.</param>
/// <param name="Data">The 32 bits that are written.</param>
public readonly record struct MessageTarget(ulong Address, uint Data);
