using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants.Legacy;
using Ballast.Conformance.Mutants.Negotiation;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    // What breaks a demand of the legacy sections breaks the clause as well that demands to follow them.
    private static readonly ClauseId LegacyDriver = "driver.legacy.features.3";
    private static readonly ClauseId LegacyDevice = "device.legacy.features.3";

    private static IEnumerable<Mutant> Legacy() => [.. LegacyDrivers(), .. LegacyDevices()];

    private static IEnumerable<Mutant> LegacyDrivers() =>
    [
        Driver<TakesEveryDeviceForModern>("takes-legacy-for-modern", "takes a legacy device for a modern one", "driver.legacy.features.1", "driver.legacy.init.1", LegacyDriver),
        Driver<WritesFeaturesOkToAll>("features-ok-to-all", "sets FEATURES_OK with a legacy device too", "driver.legacy.init.1", LegacyDriver),
        Driver<AssumesQueueSize>("assumes-queue-size", "does not ask a legacy device for the size of a queue", "driver.legacy.split.layout.1", LegacyDriver),
        Driver<ForgetsThePadding>("forgets-padding", "allocates legacy queues without the padding before the used ring", "driver.legacy.split.layout.2", LegacyDriver),
        Driver<MisplacesAvailableRing>("misplaces-available", "puts the available ring of a legacy queue two bytes too far", "driver.legacy.split.layout.3", "driver.balloon.inflate-deflate.1", LegacyDriver),
        Driver<WritesRingsLittleEndian>("little-endian-rings", "writes the legacy rings of a big-endian guest little-endian", "driver.legacy.split.endianness.1", "driver.balloon.stats.4", LegacyDriver),
        Driver<SharesConfigurationInGuestOrder>("guest-endian-configuration", "takes the configuration of a legacy balloon for guest-endian", "driver.legacy.balloon.config.1", "driver.balloon.inflate-deflate.11", LegacyDriver),
        Driver<WritesStatisticsLittleEndian>("little-endian-statistics", "gives little-endian statistics on a big-endian guest", "driver.legacy.balloon.stats.1", LegacyDriver),
        Driver<WritesCommandsLittleEndian>("little-endian-commands", "sends little-endian command ids on a big-endian guest", "driver.legacy.balloon.hinting.1", "driver.balloon.hinting.2", LegacyDriver),
        Driver<WritesBytewise>("writes-bytewise", "writes actual byte by byte", "driver.legacy.balloon.inflate-deflate.2", LegacyDriver),
        Declines("declines-any-layout", Feature.AnyLayout, "does not accept ANY_LAYOUT", "driver.legacy.reserved-bits.1", LegacyDriver),
        Driver<BelievesUsedLength>("believes-used-length", "takes an array for acknowledged only when the used length is 0", "driver.legacy.balloon.inflate-deflate.1", "driver.balloon.inflate-deflate.1", "driver.balloon.inflate-deflate.11"),
        Driver<AcceptsBit30>("accepts-bit-30", "accepts bit 30", "driver.legacy.reserved-bits.2"),
        Driver<KnowsNoVersion1>("knows-no-version-1", "declines VERSION_1, and drives every device through the legacy interface", "driver.legacy.conformance.1", "driver.reserved-bits.1"),
    ];

    private static IEnumerable<Mutant> LegacyDevices() =>
    [
        Device("insists-on-features-ok", parts => new InsistsOnFeaturesOk(parts), "takes no DRIVER_OK of a legacy driver", "device.legacy.features.1", LegacyDevice),
        Device("used-ring-unpadded", parts => new LooksForUsedRingUnpadded(parts), "looks for the used ring of a legacy queue without the padding", "device.legacy.split.layout.1", LegacyDevice),
        Device("reads-rings-little-endian", parts => new ReadsRingsLittleEndian(parts), "reads the legacy rings of a big-endian guest little-endian", "device.legacy.split.endianness.1", LegacyDevice),
        Device("refuses-early-configuration", parts => new RefusesEarlyConfiguration(parts), "takes nothing into the configuration before features were accepted", "device.legacy.init.1", LegacyDevice),
        Device("waits-for-driver-ok", parts => new WaitsForDriverOk(parts), "serves no queue of a legacy driver before DRIVER_OK", "device.legacy.init.2", LegacyDevice),
        Device("insists-on-must-tell-host", parts => new InsistsOnMustTellHost(parts), "serves no legacy driver that does not accept MUST_TELL_HOST", "device.legacy.balloon.features.1", LegacyDevice),
        Device("shows-configuration-guest-endian", parts => new SharesConfigurationInOrderOfGuest(parts), "shows the configuration of a legacy balloon guest-endian", "device.legacy.balloon.config.1", LegacyDevice),
        Device("reads-statistics-little-endian", parts => new ReadsStatisticsLittleEndian(parts), "reads the statistics of a big-endian guest little-endian", "device.legacy.balloon.stats.1", LegacyDevice),
        Device("reads-commands-little-endian", parts => new ReadsCommandsLittleEndian(parts), "reads the command ids of a big-endian guest little-endian", "device.legacy.balloon.hinting.1", LegacyDevice),
        Device("silent-when-empty", parts => new StaysSilentWhenEmpty(parts), "does not notify of an empty queue, though NOTIFY_ON_EMPTY was negotiated", "device.legacy.reserved-bits.2", LegacyDevice),
        Device("withholds-any-layout", parts => new DeviceThatOffers(parts, o => o.Without(Feature.AnyLayout)), "is transitional, and does not offer ANY_LAYOUT", "device.legacy.reserved-bits.3", LegacyDevice),
        Device("discards-on-deflate", parts => new DiscardsOnDeflate(parts), "discards pages once more when they are deflated", "device.legacy.balloon.features.2"),
        Device("takes-actual-bytewise", parts => new TakesActualBytewise(parts), "takes note of actual with every byte of it", "device.legacy.balloon.inflate-deflate.1"),
        Device("reports-first-statistics", parts => new ReportsFirstStatistics(parts), "reports the first statistics of a legacy driver", "device.legacy.balloon.stats.2"),
        Device("offers-bit-30", parts => new OffersBit30(parts), "offers bit 30", "device.legacy.reserved-bits.4"),
        Device("offers-no-version-1", parts => new OffersNoVersion1(parts), "offers no VERSION_1: it serves legacy drivers alone", "device.legacy.conformance.1", "device.reserved-bits.1"),
    ];
}
