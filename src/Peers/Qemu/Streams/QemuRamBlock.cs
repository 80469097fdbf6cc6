namespace Ballast.Peers.Qemu.Streams;

/// <summary>A RAM block as the stream declares it.</summary>
/// <param name="Index">Its place in the list, from 0 on; the largest block comes first.</param>
/// <param name="Name">Name: pc.ram, microvm.ram, pc.bios and so on.</param>
/// <param name="Length">Bytes in use; a multiple of the page size.</param>
public sealed record QemuRamBlock(int Index, string Name, ulong Length);
