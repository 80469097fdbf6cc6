using Ballast.Conformance.Rules.Negotiation;
using Ballast.Virtio;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private const DeviceStatus None = DeviceStatus.None;
    private const DeviceStatus Acknowledge = DeviceStatus.Acknowledge;
    private const DeviceStatus Driver = DeviceStatus.Driver;
    private const DeviceStatus FeaturesOk = DeviceStatus.FeaturesOk;
    private const DeviceStatus DriverOk = DeviceStatus.DriverOk;

    private static IEnumerable<Rule> Negotiation() =>
    [
        new DriverRecordsEachStep(), new DriverTakesNoStatusBitAway(), new FailedIsFollowedByReset(),
        new DeviceWaitsForDriverOk(), new BrokenDeviceAsksForReset(), new NeedForResetIsNotified(),
        new AcceptedIsOffered(), new AcceptedHasPrerequisites(), new ForeignFeaturesAreAbsent(), new ForeignFeaturesAreNotAccepted(),
        new UnknownFeatureIsNoReasonToGiveUp(), new OfferedHasPrerequisites(), new ValidSubsetIsAccepted(), new InvalidSubsetIsRefused(),
        new OfferedFeaturesExist(), new SameSubsetIsAcceptedAgain(), new StatusIsZeroAfterReset(), new DeviceIsSilentAfterReset(),
        new DriverAwaitsReset(), new ConfigurationIsReadInLoop(), new OptionalFieldsNeedTheirFeature(), new ConfigurationIsReadableEarly(),
        new DriverResetsFirst(),
        new StepsComeInOrder("driver.init.2", Acknowledge, None, Driver | FeaturesOk | DriverOk),
        new StepsComeInOrder("driver.init.3", Driver, Acknowledge, FeaturesOk | DriverOk),
        new FeaturesAreNegotiatedInTheirStep(),
        new StepsComeInOrder("driver.init.5", FeaturesOk, Acknowledge | Driver, DriverOk),
        new FeaturesOkIsChecked(), new SetUpComesInItsStep(),
        new StepsComeInOrder("driver.init.8", DriverOk, Acknowledge | Driver | FeaturesOk, None),
        new ConfigurationIsNotWrittenEarly(), new FeaturesAreFrozen(), new NothingIsNotifiedEarly(),
        new Version1IsAccepted(), new Version1IsOffered(),
    ];
}
