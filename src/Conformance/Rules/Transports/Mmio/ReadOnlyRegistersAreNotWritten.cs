using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver does not write what is for reading.</summary>
internal sealed class ReadOnlyRegistersAreNotWritten() : MmioRule("driver.mmio.registers.2")
{
    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (register >= MmioRegister.Configuration) return;
        bool isReadOnly = MmioAccess.IsReadable(register, Registers.IsLegacy) && !MmioAccess.IsWritable(register, Registers.IsLegacy);
        Check(written, !isReadOnly, $"{At(register)} is written, which is for reading");
    }
}
