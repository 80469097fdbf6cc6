using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver leaves alone what the specification does not describe.</summary>
internal sealed class OnlyDescribedRegistersAreTouched() : MmioRule("driver.mmio.registers.1")
{
    protected override void Read(RegisterRead read, int register, ulong value) => Look(read, register, read.Width);

    protected override void Written(RegisterWritten written, int register, ulong value) => Look(written, register, written.Width);

    private void Look(TraceEvent e, int register, int width) =>
        Check(e, MmioAccess.IsDescribed(register, width, Registers.IsLegacy), $"{width} bytes at {At(register)} are accessed, where nothing is described");
}
