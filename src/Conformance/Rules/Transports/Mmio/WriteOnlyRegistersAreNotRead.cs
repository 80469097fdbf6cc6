using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver does not read what is for writing.</summary>
internal sealed class WriteOnlyRegistersAreNotRead() : MmioRule("driver.mmio.registers.3")
{
    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register >= MmioRegister.Configuration) return;
        bool isWriteOnly = MmioAccess.IsWritable(register, Registers.IsLegacy) && !MmioAccess.IsReadable(register, Registers.IsLegacy);
        Check(read, !isWriteOnly, $"{At(register)} is read, which is for writing");
    }
}
