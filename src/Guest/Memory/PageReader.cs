namespace Ballast.Guest.Memory;

/// <summary>Copies one page of a RAM image.</summary>
/// <param name="guestAddress">Guest-physical address of the page.</param>
/// <param name="page">Where to copy it.</param>
/// <returns>False when there is no RAM at that address.</returns>
public delegate bool PageReader(ulong guestAddress, Span<byte> page);
