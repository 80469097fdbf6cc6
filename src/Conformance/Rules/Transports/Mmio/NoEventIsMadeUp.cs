using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A bit of InterruptStatus that stands for no event reads 0.</summary>
internal sealed class NoEventIsMadeUp() : MmioRule("device.mmio.registers.4")
{
    private const ulong Defined = 3;
    private const ulong Queue = 1;

    private ulong _settled;
    private bool _isQueueUsed;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register != MmioRegister.InterruptStatus) return;
        if ((value & ~Defined) != 0) Broken(read, $"InterruptStatus reads 0x{value:x}, of which 0x{value & ~Defined:x} is undefined");
        else if ((value & _settled) != 0 && !Context.IsOvertaken) Broken(read, $"InterruptStatus reads 0x{value:x} again, though it was acknowledged and nothing has happened since");
        else if ((value & Queue) != 0 && Registers.WasReset && !_isQueueUsed) Broken(read, $"InterruptStatus reads 0x{value:x}, though no queue holds any buffer");
        else Kept(read);
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        switch (register)
        {
            case MmioRegister.InterruptAcknowledge:
                _settled |= value;
                break;
            case MmioRegister.Status when value == 0:
                (_settled, _isQueueUsed) = (0, false);
                break;
            // Whatever a driver writes may make something happen.
            default:
                _settled = 0;
                break;
        }
    }

    // And so may whatever else there is to be seen, but for the line that falls.
    protected override void Other(TraceEvent e)
    {
        _isQueueUsed |= e is ChainAvailable or ChainUsed;
        if (e is not InterruptLineChanged { IsRaised: false }) _settled = 0;
    }
}
