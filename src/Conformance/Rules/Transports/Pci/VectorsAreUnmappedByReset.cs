using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>After a reset every event is mapped to no vector.</summary>
internal sealed class VectorsAreUnmappedByReset() : VectorRule("device.pci.msix.7")
{
    protected override void Unwritten(TraceEvent e, int key, ushort read) =>
        Check(e, read == CommonRegister.NoVector, $"{VectorsSeen.NameOf(key)} is mapped to {Name(read)} after a reset");
}
