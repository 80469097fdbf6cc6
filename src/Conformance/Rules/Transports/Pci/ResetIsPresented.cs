using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>device_status reads 0 once the reset that the driver has asked for is done.</summary>
internal sealed class ResetIsPresented() : PciRule("device.pci.common.7")
{
    private bool _isDue;
    private (TraceEvent Event, uint Status)? _last;

    protected override void Watch(TraceEvent e)
    {
        if (CommonRegistersSeen.IsReset(e))
        {
            (_isDue, _last) = (true, null);
        }
        else if (_isDue && IsRead(e, CommonRegister.DeviceStatus, 1, out uint status))
        {
            _isDue = status != 0;
            if (_isDue) _last = (e, status);
            else Kept(e);
        }
        else if (IsWritten(e, CommonRegister.DeviceStatus, out _))
        {
            Miss();
        }
    }

    public override void End(TraceEvent last) => Miss();

    private void Miss()
    {
        if (_isDue && _last is var (e, status)) Broken(e, $"device_status is 0x{status:x2} after a reset, and was never 0");
        (_isDue, _last) = (false, null);
    }
}
