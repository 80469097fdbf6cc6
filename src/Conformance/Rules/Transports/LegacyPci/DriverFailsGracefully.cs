using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>Where there are no virtio capabilities, a driver that knows no legacy interface writes nothing to the device.</summary>
internal sealed class DriverFailsGracefully() : LegacyPciRule("driver.legacy.pci.detection.4")
{
    private bool _isAbout;
    private RegisterWritten? _used;

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (written.Space is not (RegisterSpace.PciConfiguration or RegisterSpace.MsiX)) _used ??= written;
    }

    protected override void Other(TraceEvent e)
    {
        if (e is DriverDescribed described) _isAbout = !described.IsTransitional;
    }

    public override void End(TraceEvent last)
    {
        if (!_isAbout || !Function.IsTaken || Function.VirtioCapabilities is not { Count: 0 }) return;
        if (_used is null) Kept(last);
        else Broken(_used, "the device has no virtio capabilities, and is written to all the same");
    }
}
