using Ballast.Virtio.Balloon;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>A driver takes the device's configuration to begin right behind the other legacy registers, of which there are more while MSI-X is on.</summary>
internal sealed class ConfigurationIsSoughtBehindRegisters() : LegacyPciRule("driver.legacy.pci.layout.3")
{
    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (read.Space == RegisterSpace.LegacyPci) Look(read, register, read.Width, isWrite: false);
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (written.Space == RegisterSpace.LegacyPci) Look(written, register, written.Width, isWrite: true);
    }

    private void Look(TraceEvent e, int register, int width, bool isWrite)
    {
        if (register < LegacyPciRegister.DeviceConfiguration(isMsiXOn: false)) return;
        int at = register - Function.Configuration;
        if (at < 0)
        {
            if (width != 2) Broken(e, $"{width} bytes at offset {register} are taken for configuration, where MSI-X has its vectors");
        }
        else if (at + width > BalloonConfiguration.Size) Broken(e, $"{width} bytes at offset {register} are taken for configuration, which ends before them");
        // What is not writable tells that another field is meant.
        else if (isWrite && (at & ~3) is (BalloonConfiguration.NumPagesOffset or BalloonConfiguration.FreePageHintCommandIdOffset))
            Broken(e, $"offset {register} is written, where a field for reading is");
        else Kept(e);
    }
}
