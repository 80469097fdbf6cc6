namespace Ballast.Virtio.Rings;

/// <summary>One element of a descriptor chain.</summary>
/// <param name="Address">Guest-physical address.</param>
/// <param name="Length">Bytes.</param>
/// <param name="IsDeviceWritable">Whether the device writes it; otherwise it reads it.</param>
public readonly record struct Buffer(ulong Address, uint Length, bool IsDeviceWritable);
