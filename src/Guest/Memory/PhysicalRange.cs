namespace Ballast.Guest.Memory;

/// <summary>A range of guest-physical memory that is RAM, as firmware tells a kernel.</summary>
/// <param name="GuestAddress">First address.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct PhysicalRange(ulong GuestAddress, ulong Length);
