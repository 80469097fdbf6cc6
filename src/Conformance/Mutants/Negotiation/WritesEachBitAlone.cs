using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Writes the bit of a step without those before it.</summary>
internal sealed class WritesEachBitAlone : DriverDecisions
{
    public override DeviceStatus Add(DeviceStatus status, DeviceStatus bit) => bit;
}
