namespace Ballast.Virtio.Tracing.Events;

/// <summary>The suite asked the machine what lies at a guest-physical address, and tried to write there.</summary>
/// <param name="Address">The address.</param>
/// <param name="RamOffset">Offset in RAM, or null when it is not RAM.</param>
/// <param name="AddressOfOffset">The address that the machine gives back for that offset, or null.</param>
/// <param name="Written">Whether a write through the address changed RAM.</param>
public sealed record AddressProbed(ulong Address, ulong? RamOffset, ulong? AddressOfOffset, bool Written) : TraceEvent(TraceActor.Suite);
