using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Shows ACKNOWLEDGE for ever once it was set.</summary>
internal sealed class DeviceThatKeepsItsStatus(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    private bool _acknowledged;

    public override void WriteStatus(DeviceStatus status)
    {
        _acknowledged |= (status & DeviceStatus.Acknowledge) != 0;
        base.WriteStatus(status);
    }

    public override DeviceStatus ReadStatus()
    {
        var shown = _acknowledged ? Status | DeviceStatus.Acknowledge : Status;
        Record(new StatusRead(shown));
        return shown;
    }
}
