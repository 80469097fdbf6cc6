namespace Ballast.Virtio.Rings;

/// <summary>A descriptor as it was read from a ring or an indirect table: evidence, with nothing interpreted.</summary>
/// <param name="Index">Its index in the table or ring.</param>
/// <param name="Address">Guest-physical address.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Flags">All flags, undefined ones included.</param>
/// <param name="Next">The field next; of a packed ring the buffer id.</param>
/// <param name="InTable">Whether it was read from an indirect table.</param>
public readonly record struct RawDescriptor(ushort Index, ulong Address, uint Length, ushort Flags, ushort Next, bool InTable);
