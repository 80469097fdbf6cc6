using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Each mapping to a vector is read back before the driver goes into operation.</summary>
internal sealed class MappingsAreVerified() : PciRule("driver.pci.msix.5")
{
    private readonly Dictionary<int, TraceEvent> _pending = [];

    protected override void Watch(TraceEvent e)
    {
        if (CommonRegistersSeen.IsReset(e)) _pending.Clear();
        if (VectorsSeen.KeyOf(e, Common) is { } key)
        {
            if (e is RegisterWritten { Value: not CommonRegister.NoVector }) _pending[key] = e;
            else if (_pending.Remove(key)) Kept(e);
        }
        // Without MSI-X a mapping means nothing any more.
        else if (IsWritten(e, CommonRegister.DeviceStatus, out _) && Common.IsDriverOk && Space.IsMsiXOn)
        {
            foreach (var (unread, write) in _pending) Broken(write, $"the vector of {VectorsSeen.NameOf(unread)} is not read back");
            _pending.Clear();
        }
    }
}
