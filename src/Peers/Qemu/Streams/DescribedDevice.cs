namespace Ballast.Peers.Qemu.Streams;

/// <summary>A device in the description at the end of a stream.</summary>
/// <param name="Name">Name of its section.</param>
/// <param name="InstanceId">Which one of the name.</param>
/// <param name="Size">Bytes of its state.</param>
internal readonly record struct DescribedDevice(string Name, uint InstanceId, long Size);
