using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A vector register reads the vector that the event is mapped to, or none.</summary>
internal sealed class VectorsReadBack() : VectorRule("device.pci.msix.6")
{
    protected override void ReadBack(TraceEvent e, int key, ushort asked, ushort read, int vectors)
    {
        if (asked < vectors) Check(e, read == asked || read == CommonRegister.NoVector, $"{VectorsSeen.NameOf(key)} reads {Name(read)}, and {Name(asked)} was asked for");
    }
}
