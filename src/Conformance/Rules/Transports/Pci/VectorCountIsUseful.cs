using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A device with MSI-X has 2 vectors at least.</summary>
internal sealed class VectorCountIsUseful() : PciRule("device.pci.msix.1")
{
    private const int Least = 2;

    private bool _isJudged;

    protected override void Watch(TraceEvent e)
    {
        if (_isJudged || !IsConfigurationRead(e) || Space.Vectors is not { } vectors) return;
        _isJudged = true;
        Check(e, vectors >= Least, $"the device has {vectors} vector");
    }
}
