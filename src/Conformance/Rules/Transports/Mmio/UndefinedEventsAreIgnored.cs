using Ballast.Virtio;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>Undefined bits of InterruptStatus do not keep a driver from handling the others.</summary>
internal sealed class UndefinedEventsAreIgnored() : MmioRule("driver.mmio.registers.18")
{
    private const ulong Defined = 3;

    private RegisterRead? _odd;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register != MmioRegister.InterruptStatus || _odd is not null) return;
        if ((value & ~Defined) != 0 && (value & Defined) != 0) _odd = read;
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (_odd is not { } odd) return;
        if (register == MmioRegister.InterruptAcknowledge)
        {
            Check(odd, (value & odd.Value & Defined) != 0, $"of 0x{odd.Value:x} nothing is handled");
            _odd = null;
        }
        else if (register == MmioRegister.Status && (value == 0 || ((DeviceStatus)value).HasFlag(DeviceStatus.Failed)))
        {
            Broken(odd, $"the driver gives the device up when InterruptStatus reads 0x{odd.Value:x}");
            _odd = null;
        }
    }
}
