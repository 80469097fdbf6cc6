using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>After a reset the driver reads device_status until it is 0, before it writes it again.</summary>
internal sealed class ResetIsAwaited() : PciRule("driver.pci.common.5")
{
    private bool _isUnderWay;

    protected override void Watch(TraceEvent e)
    {
        if (IsRead(e, CommonRegister.DeviceStatus, 1, out uint read) && read == 0)
        {
            if (_isUnderWay) Kept(e);
            _isUnderWay = false;
        }
        else if (IsWritten(e, CommonRegister.DeviceStatus, out uint status))
        {
            if (_isUnderWay && status != 0) Broken(e, "the driver goes on before it has read device_status as 0");
            _isUnderWay = status == 0;
        }
    }
}
