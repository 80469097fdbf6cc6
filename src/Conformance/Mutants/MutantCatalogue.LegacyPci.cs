using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants.Transports.LegacyPci;
using Ballast.Guest.Transports;
using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> LegacyPci() => [.. LegacyPciDevices(), .. LegacyPciDrivers()];

    private static IEnumerable<Mutant> LegacyPciDevices() =>
    [
        LegacyPci("legacy-pci-revision", (d, b, l, o) => new VirtioPciFunction(d, b, l, o with { Revision = 1 }), "has the revision of a modern device", "device.legacy.pci.discovery.1"),
        LegacyPci("legacy-pci-subsystem", (d, b, l, o) => new HasOtherSubsystem(d, b, l, o), "has the subsystem number of a modern device", "device.legacy.pci.discovery.2"),
        LegacyPci("legacy-pci-number", (d, b, l, o) => new VirtioPciFunction(d, b, l, o with { DeviceNumber = VirtioPciId.ModernBalloon }), "has the number of a modern device", "device.legacy.pci.discovery.3"),
        LegacyPci("legacy-pci-in-memory", (d, b, l, o) => new HasLegacyRegistersInMemory(d, b, l, o), "has its legacy registers in memory", "device.legacy.pci.layout.1", "device.legacy.pci.detection.1"),
        LegacyPci("legacy-pci-silent", (d, b, l, o) => new AnswersToNoLegacyDriver(d, b, l, o), "has a bar for legacy drivers in which everything reads 0", "device.legacy.pci.layout.1"),
        LegacyPci("legacy-pci-fronts-of-fields", (d, b, l, o) => new ReadsFieldsFromTheirFront(d, b, l, o), "reads the front of a field whichever of its bytes is asked for", "device.legacy.pci.layout.2"),
        LegacyPci("legacy-pci-room-for-vectors", (d, b, l, o) => new LeavesRoomForVectors(d, b, l, o), "leaves room for vectors also while MSI-X is off", "device.legacy.pci.layout.3"),
        LegacyPci("legacy-pci-assumes-version-1", (d, b, l, o) => new TakesVersion1ForAccepted(d, b, l, o), "takes VERSION_1 for accepted by a driver that cannot write it", "device.legacy.pci.layout.4"),
    ];

    private static IEnumerable<Mutant> LegacyPciDrivers() =>
    [
        LegacyPciDriver<LooksForNoCapabilities>(
            "legacy-pci-no-search", "does not look for capabilities",
            "driver.legacy.pci.detection.1", "driver.legacy.pci.detection.3", "driver.legacy.conformance.1", "driver.reserved-bits.1"),
        LegacyPciDriver<KnowsNoFallback>("legacy-pci-no-fallback", "does not use the legacy interface where there is no other", "driver.legacy.pci.detection.2"),
        LegacyPciDriver<FallsBackBlindly>("legacy-pci-blind-fallback", "uses the legacy interface, which it does not know", "driver.legacy.pci.detection.4"),
        LegacyPciDriver<DeclinesVersion1ThroughCapabilities>(
            "legacy-pci-through-capabilities", "declines VERSION_1, and uses the registers of virtio 1 all the same",
            "driver.legacy.pci.layout.1", "driver.legacy.conformance.1", "driver.reserved-bits.1"),
        LegacyPciDriver<IgnoresVectors>("legacy-pci-ignores-vectors", "takes the configuration to begin where the vectors are", "driver.legacy.pci.layout.3"),
    ];

    private static Mutant LegacyPci(
        string id, Func<IVirtioDevice, ReferenceBus, IEventLoop, VirtioPciOptions, VirtioPciFunction> make, string fault, params ClauseId[] breaks) =>
        new(id, Side.Device, fault, breaks) { Pci = make };

    private static Mutant LegacyPciDriver<T>(string id, string fault, params ClauseId[] breaks) where T : PciDecisions, new() =>
        new(id, Side.Driver, fault, breaks) { PciDriver = static () => new T() };
}
