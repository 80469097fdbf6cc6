using Ballast.Conformance.Rules.Transports.LegacyPci;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> LegacyPci() => [.. LegacyPciDevices(), .. LegacyPciDrivers()];

    private static IEnumerable<Rule> LegacyPciDevices() =>
    [
        new TransitionalDeviceHasItsNumbers("device.legacy.pci.discovery.1", f => f.Revision, number => number == 0, "revision"),
        new TransitionalDeviceHasItsNumbers("device.legacy.pci.discovery.2", f => f.SubsystemDevice, number => number == VirtioPciId.Balloon, "subsystem device number"),
        new TransitionalDeviceHasItsNumbers("device.legacy.pci.discovery.3", f => f.Device, number => number is >= 0x1000 and <= 0x103f, "device number"),
        new LegacyRegistersAreAtPorts("device.legacy.pci.layout.1", answers: true), new LegacyRegistersAreAtPorts("device.legacy.pci.detection.1", answers: false),
        new AnyWidthReadsTheSame(), new ConfigurationFollowsLegacyRegisters(), new HighFeaturesAreNotAccepted(),
    ];

    private static IEnumerable<Rule> LegacyPciDrivers() =>
    [
        new LegacyDriverUsesPorts(), new ConfigurationIsSoughtBehindRegisters(),
        new CapabilitiesAreLookedFor("driver.legacy.pci.detection.1", isTransitional: true),
        new CapabilitiesAreLookedFor("driver.legacy.pci.detection.3", isTransitional: false),
        new LegacyInterfaceIsFallenBackTo(), new DriverFailsGracefully(),
    ];
}
