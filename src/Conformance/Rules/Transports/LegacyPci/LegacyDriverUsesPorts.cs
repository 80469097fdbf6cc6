using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>A driver that uses the legacy interface does so through the legacy registers in bar 0.</summary>
internal sealed class LegacyDriverUsesPorts() : LegacyPciRule("driver.legacy.pci.layout.1")
{
    private FeatureSet? _accepted;

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        bool isLegacy = written.Space == RegisterSpace.LegacyPci && register == LegacyPciRegister.DeviceStatus;
        bool isModern = written.Space == RegisterSpace.Common && register == CommonRegister.DeviceStatus;
        if (!isLegacy && !isModern) return;
        if (value == 0) _accepted = null;
        // Nothing is used yet by a driver that gives up.
        else if (_accepted is { IsLegacy: true } && ((DeviceStatus)value & (DeviceStatus.DriverOk | DeviceStatus.Failed)) == DeviceStatus.DriverOk)
            Check(written, isLegacy, "a driver without VERSION_1 goes into operation through the registers of virtio 1");
    }

    protected override void Other(TraceEvent e)
    {
        if (e is FeaturesAccepted accepted) _accepted = accepted.Features;
    }
}
