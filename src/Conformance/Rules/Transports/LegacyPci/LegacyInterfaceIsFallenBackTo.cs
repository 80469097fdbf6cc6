using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>Where there are no virtio capabilities, a transitional driver uses the legacy interface.</summary>
internal sealed class LegacyInterfaceIsFallenBackTo() : LegacyPciRule("driver.legacy.pci.detection.2")
{
    private bool _isAbout;
    private RegisterWritten? _used;

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (written.Space == RegisterSpace.LegacyPci) _used ??= written;
    }

    protected override void Other(TraceEvent e)
    {
        if (e is DriverDescribed described) _isAbout = described.IsTransitional;
    }

    public override void End(TraceEvent last)
    {
        if (!_isAbout || !Function.IsTaken || Function.VirtioCapabilities is not { Count: 0 }) return;
        if (_used is not null) Kept(_used);
        else Broken(last, "the device has no virtio capabilities, and its legacy registers are not used");
    }
}
