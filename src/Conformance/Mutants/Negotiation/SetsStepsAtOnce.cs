using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Records two steps with one write.</summary>
internal sealed class SetsStepsAtOnce : DriverDecisions
{
    public override DeviceStatus Add(DeviceStatus status, DeviceStatus bit) =>
        base.Add(status, bit == DeviceStatus.Acknowledge ? bit | DeviceStatus.Driver : bit);
}
