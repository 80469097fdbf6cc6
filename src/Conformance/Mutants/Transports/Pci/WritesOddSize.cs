using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Writes a size that no split ring can have.</summary>
internal sealed class WritesOddSize : PciDecisions
{
    public override ushort QueueSize(ushort size, bool isPacked) => isPacked ? size : (ushort)(size - 1);
}
