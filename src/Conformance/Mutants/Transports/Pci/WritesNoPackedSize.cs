using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Writes 0 to queue_size for a packed ring.</summary>
internal sealed class WritesNoPackedSize : PciDecisions
{
    public override ushort QueueSize(ushort size, bool isPacked) => isPacked ? (ushort)0 : size;
}
