using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Table Size tells how many vectors there are: the last of them is one, and the next is none.</summary>
internal sealed class VectorCountIsReported() : VectorRule("device.pci.msix.2")
{
    protected override void ReadBack(TraceEvent e, int key, ushort asked, ushort read, int vectors)
    {
        if (asked == vectors - 1 && read == asked) Kept(e);
        else if (asked == vectors && read == asked) Broken(e, $"vector {asked} is mapped, and the device reports {vectors} vectors");
    }
}
