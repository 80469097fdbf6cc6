using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Any event can be unmapped.</summary>
internal sealed class EventsCanBeUnmapped() : VectorRule("device.pci.msix.5")
{
    protected override void ReadBack(TraceEvent e, int key, ushort asked, ushort read, int vectors)
    {
        if (asked == CommonRegister.NoVector) Check(e, read == CommonRegister.NoVector, $"{VectorsSeen.NameOf(key)} is mapped to {Name(read)} after it was unmapped");
    }
}
