using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A vector that the table has is not refused.</summary>
internal sealed class MappingsAreNotRefused() : VectorRule("device.pci.msix.8")
{
    protected override void ReadBack(TraceEvent e, int key, ushort asked, ushort read, int vectors)
    {
        if (asked < vectors) Check(e, read != CommonRegister.NoVector, $"{VectorsSeen.NameOf(key)} is not mapped to vector {asked}, and there are {vectors}");
    }
}
