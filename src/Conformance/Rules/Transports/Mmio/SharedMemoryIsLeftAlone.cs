using Ballast.Virtio;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver of a device without shared memory leaves its registers alone.</summary>
internal sealed class SharedMemoryIsLeftAlone() : MmioRule("driver.mmio.init.5")
{
    protected override void Read(RegisterRead read, int register, ulong value) => Look(read, register);

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        Look(written, register);
        if (register == MmioRegister.Status && ((DeviceStatus)value).HasFlag(DeviceStatus.DriverOk)) Kept(written);
    }

    private void Look(TraceEvent e, int register)
    {
        if (register is >= MmioRegister.SharedMemory and < MmioRegister.LastOfSharedMemory + 4 && !Registers.IsLegacy)
            Broken(e, $"{At(register)} is accessed, and a balloon has no shared memory");
    }
}
