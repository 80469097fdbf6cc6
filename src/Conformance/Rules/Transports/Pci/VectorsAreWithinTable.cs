using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>No event is mapped to a vector that the table does not have.</summary>
internal sealed class VectorsAreWithinTable() : PciRule("driver.pci.msix.4")
{
    protected override void Watch(TraceEvent e)
    {
        if (e is not RegisterWritten { Value: var vector } || VectorsSeen.KeyOf(e, Common) is not { } key || Space.Vectors is not { } vectors) return;
        Check(e, vector < (ulong)vectors || vector == CommonRegister.NoVector, $"{VectorsSeen.NameOf(key)} is mapped to vector {vector}, and there are {vectors}");
    }
}
