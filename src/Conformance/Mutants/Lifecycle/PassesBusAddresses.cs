using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Passes addresses of a bus of its own, as if there were an IOMMU.</summary>
internal sealed class PassesBusAddresses : DriverDecisions
{
    private const ulong BusWindow = 1UL << 40;

    public override ulong DeviceAddress(ulong physical) => physical + BusWindow;
}
