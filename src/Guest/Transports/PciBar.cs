namespace Ballast.Guest.Transports;

/// <summary>A base address register with its address.</summary>
/// <param name="IsPort">Whether it is reached through ports; otherwise through memory.</param>
/// <param name="Address">First port, or guest-physical address.</param>
/// <param name="Length">Bytes.</param>
public sealed record PciBar(bool IsPort, ulong Address, ulong Length);
