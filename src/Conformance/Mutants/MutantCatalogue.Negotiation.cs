using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants.Negotiation;
using Ballast.Guest.Driver;
using Ballast.Virtio;
using static Ballast.Guest.Driver.InitialisationStep;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    // Offered by crosvm beside the features of 5.5.3.
    private const int WorkingSetBit = 8;

    private static IEnumerable<Mutant> Negotiation() =>
    [
        Driver<SetsStepsAtOnce>("sets-steps-at-once", "sets ACKNOWLEDGE and DRIVER with one write", "driver.status.1"),
        Driver<WritesEachBitAlone>("writes-each-bit-alone", "writes the bit of a step without those before it", "driver.status.2"),
        Driver<RetriesWithoutReset>("retries-without-reset", "goes on after FAILED as if nothing had been", "driver.status.3", "driver.init.13"),
        Driver<TakesStatisticsForGranted>("takes-statistics-for-granted", "accepts STATS_VQ though it is not offered", "driver.features.1"),
        Driver<OrdersWithoutVersion1>("orders-without-version-1", "accepts ORDER_PLATFORM without VERSION_1", "driver.features.2", "driver.reserved-bits.1"),
        Driver<AcceptsEverything>("accepts-everything", "accepts whatever is offered",
            "driver.features.3", "driver.features.4", "driver.features.5", "driver.reserved-bits.10"),
        Driver<GivesUpOnTheUnknown>("gives-up-on-the-unknown", "gives up on a device with an unknown feature", "driver.features.8"),
        Declines("leaves-version-1-out", Feature.Version1, "does not accept VERSION_1", "driver.reserved-bits.1"),
        Driver<DoesNotAwaitReset>("does-not-await-reset", "goes on after a reset without reading the status", "driver.reset.1", "driver.pci.common.5"),
        Driver<ReadsWithoutGeneration>("reads-without-generation", "never reads the configuration generation", "driver.config.2"),
        Driver<BelievesTornReads>("believes-torn-reads", "does not read again when the generation has changed", "driver.config.1", "driver.config.2"),
        Driver<WritesPoisonUnasked>("writes-poison-unasked", "writes poison_val though PAGE_POISON is not offered", "driver.config.3"),
        Driver<WritesPoisonEarly>("writes-poison-early", "writes poison_val before FEATURES_OK", "driver.init.10"),
        Driver<KicksStatisticsEarly>("kicks-statistics-early", "notifies statsq before DRIVER_OK", "driver.init.14") with
        {
            Link = "https://github.com/torvalds/linux/blob/v6.12/drivers/virtio/virtio_balloon.c",
        },
        Stepping("skips-reset", "does not reset the device first", OtherSteps.Without(Reset), "driver.init.1"),
        Stepping("drives-before-it-acknowledges", "sets DRIVER before ACKNOWLEDGE", OtherSteps.With(InitialisationStep.Driver, before: Acknowledge), "driver.init.2", "driver.init.3"),
        Stepping("accepts-before-it-drives", "negotiates features before DRIVER", OtherSteps.With(Features, before: InitialisationStep.Driver), "driver.init.4"),
        Stepping("runs-before-it-agrees", "sets DRIVER_OK before FEATURES_OK", OtherSteps.With(DriverOk, before: FeaturesOk),
            "driver.status.1", "driver.init.5", "driver.init.7", "driver.init.8"),
        Stepping("skips-check", "does not look whether FEATURES_OK has stuck", OtherSteps.Without(CheckFeaturesOk), "driver.init.6"),
        Stepping("sets-queues-up-early", "sets up its queues before FEATURES_OK", OtherSteps.With(Queues, before: FeaturesOk), "driver.init.7"),
        Stepping("never-agrees", "leaves FEATURES_OK out, like a driver of before 1.0", OtherSteps.Without(FeaturesOk, CheckFeaturesOk),
            "driver.status.1", "driver.init.7", "driver.init.8"),
        Stepping("accepts-again", "writes its features once more after FEATURES_OK", OtherSteps.Again(Features, after: FeaturesOk), "driver.init.11"),
        Device("serves-early", parts => new DeviceThatServesEarly(parts), "takes buffers before DRIVER_OK", "device.status.1"),
        Device("never-needs-reset", parts => new DeviceThatNeverNeedsReset(parts), "says nothing about a broken ring", "device.status.2"),
        Device("needs-reset-silently", parts => new DeviceThatNeedsResetSilently(parts), "raises DEVICE_NEEDS_RESET without a notification", "device.status.3"),
        Device("orders-alone", parts => new DeviceThatOffers(parts, o => o.With(Feature.OrderPlatform).Without(Feature.Version1)),
            "offers ORDER_PLATFORM without VERSION_1", "device.features.1", "device.reserved-bits.1"),
        Device("looks-old", parts => new DeviceThatOffers(parts, o => o.Without(Feature.Version1)), "does not offer VERSION_1", "device.reserved-bits.1"),
        Device("offers-undefined", parts => new DeviceThatOffers(parts, o => o.With(WorkingSetBit)), "offers a bit that virtio does not define", "device.features.4"),
        Device("insists-on-hints", parts => new DeviceThatInsistsOnHints(parts), "refuses a driver without FREE_PAGE_HINT", "device.features.2"),
        Device("takes-any-features", parts => new DeviceThatTakesAnyFeatures(parts), "takes features that it has not offered", "device.features.3"),
        Device("changes-its-mind", parts => new DeviceThatChangesItsMind(parts), "refuses after a reset what it took before", "device.features.5"),
        Device("keeps-its-status", parts => new DeviceThatKeepsItsStatus(parts), "does not clear its status on a reset", "device.reset.1"),
        Device("notifies-anybody", parts => new DeviceThatNotifiesAnybody(parts), "notifies a driver that has reset it", "device.reset.2"),
        Device("hides-its-configuration", parts => new DeviceThatHidesItsConfiguration(parts), "shows no configuration before FEATURES_OK", "device.config.1"),
    ];

    private static Mutant Stepping(string id, string fault, IReadOnlyList<InitialisationStep> steps, params ClauseId[] breaks) =>
        new(id, Side.Driver, fault, breaks) { Decisions = () => new TakesOtherSteps(steps) };
}
