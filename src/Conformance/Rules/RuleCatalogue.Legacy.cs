using Ballast.Conformance.Rules.Legacy;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> Legacy() =>
    [
        .. LegacyDemandsOnDriver(), .. LegacyDemandsOnDevice(),
        new LegacySectionsAreFollowed("driver.legacy.features.3", [.. LegacyDemandsOnDriver()]),
        new LegacySectionsAreFollowed("device.legacy.features.3", [.. LegacyDemandsOnDevice()]),
        new UsedLengthIsIgnored(), new UnusedBitIsNotAccepted(), new DriverIsTransitionalOrNot(),
        new PagesMayBeUsedBeforeTelling(), new ActualWaitsForItsTopByte(), new FirstStatisticsAreIgnored(), new UnusedBitIsNotNegotiated(),
        new DeviceIsTransitionalOrNot(),
    ];

    // What a driver MUST do, through the legacy interface.
    private static IEnumerable<Rule> LegacyDemandsOnDriver() =>
    [
        new LegacyDeviceIsRecognised(), new FeaturesOkIsLeftOut(), new QueueSizeIsTheDevices(), new LegacyQueuesFit(), new LegacyRingIsInItsPlace(),
        new DriverRingIsGuestEndian(), new DriverConfigurationIsLittleEndian(), new DriverStatisticsAreGuestEndian(), new DriverCommandsAreGuestEndian(),
        new ActualIsWrittenAtOnce(), new AnyLayoutIsAccepted(),
    ];

    // What a device MUST do, through the legacy interface.
    private static IEnumerable<Rule> LegacyDemandsOnDevice() =>
    [
        new LegacyDriverIsRecognised(), new DeviceFindsLegacyRing(), new DeviceRingIsGuestEndian(), new EarlyConfigurationIsTaken(), new EarlyUseIsServed(),
        new MustTellHostMayBeDeclined(), new DeviceConfigurationIsLittleEndian(), new DeviceStatisticsAreGuestEndian(), new DeviceCommandsAreGuestEndian(),
        new EmptyQueueIsNotified(), new AnyLayoutIsOffered(),
    ];
}
