using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A PCI capability, as far as the driver has read it.</summary>
/// <param name="Place">Where it lies in the configuration space.</param>
/// <param name="Id">Its number.</param>
/// <param name="Length">Its third byte: cap_len in one of virtio's; null when it was not read.</param>
/// <param name="Structure">What it describes; null when it is none of virtio's, or was not read whole.</param>
internal sealed record CapabilitySeen(int Place, byte Id, uint? Length, VirtioPciCapability? Structure);
