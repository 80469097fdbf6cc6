using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver writes no undefined bits to InterruptACK.</summary>
internal sealed class OnlyDefinedEventsAreAcknowledged() : MmioRule("driver.mmio.registers.20")
{
    private const ulong Defined = 3;

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (register == MmioRegister.InterruptAcknowledge) Check(written, (value & ~Defined) == 0, $"0x{value:x} is written to InterruptACK");
    }
}
