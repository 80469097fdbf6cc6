using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A mapping that cannot be, to a vector that no table has, reads as none.</summary>
internal sealed class FailedMappingIsReported() : VectorRule("device.pci.msix.9")
{
    private const ushort MostVectors = 0x800;

    protected override void ReadBack(TraceEvent e, int key, ushort asked, ushort read, int vectors)
    {
        if (asked is >= MostVectors and not CommonRegister.NoVector)
            Check(e, read == CommonRegister.NoVector, $"{VectorsSeen.NameOf(key)} reads {Name(read)} after vector {asked}, which no device has");
    }
}
