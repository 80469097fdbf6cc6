using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>However many vectors there are, the driver goes into operation, and its queues are mapped if it uses MSI-X.</summary>
internal sealed class AnyTableSizeWillDo() : PciRule("driver.pci.msix.1")
{
    private readonly VectorsSeen _vectors = new();
    private TraceEvent? _seen;
    private bool _isTried;

    protected override void Watch(TraceEvent e)
    {
        _vectors.Note(e, Common);
        if (IsConfigurationRead(e) && Space.Vectors is not null) _seen ??= e;
        // Whoever gives up before the queues are set up, or says that it gives up, has another reason.
        if (IsWritten(e, CommonRegister.QueueSize, out _)) _isTried = true;
        if (IsWritten(e, CommonRegister.DeviceStatus, out uint written) && (written == 0 || ((DeviceStatus)written & DeviceStatus.Failed) != 0)) _isTried = false;
        if (_seen is null || !IsWritten(e, CommonRegister.DeviceStatus, out _) || !Common.IsDriverOk) return;
        bool isDeaf = Space.IsMsiXOn && !_vectors.QueuesWithVector.Any();
        Check(e, !isDeaf, $"the driver has switched MSI-X on and mapped no queue to one of {Space.Vectors} vectors");
    }

    public override void End(TraceEvent last)
    {
        if (_isTried && _seen is not null && Keeping.Count == 0 && Breaking.Count == 0) Broken(_seen, $"the driver does not go into operation with a device of {Space.Vectors} vectors");
    }
}
