using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>MagicValue reads "virt".</summary>
internal sealed class MagicValueIsRight() : MmioRule("device.mmio.registers.1")
{
    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register == MmioRegister.MagicValue && read.Width == 4)
            Check(read, value == MmioRegister.Magic, $"MagicValue reads 0x{value:x8}, not 0x{MmioRegister.Magic:x8}");
    }
}
