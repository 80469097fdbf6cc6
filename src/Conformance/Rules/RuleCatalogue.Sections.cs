using Ballast.Conformance.Rules.Balloon;
using Ballast.Conformance.Rules.Bitmap;
using Ballast.Conformance.Rules.Hinting;
using Ballast.Conformance.Rules.Machine;
using Ballast.Conformance.Rules.Migration;
using Ballast.Conformance.Rules.Negotiation;
using Ballast.Conformance.Rules.SplitRing;
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

    private static IEnumerable<Rule> SplitRing() =>
    [
        new QueuesAreAligned(), new ReadableComesFirst(), new FramingDoesNotMatter(), new UsedLengthIsWritten(),
        new RingIsAccepted("driver.split.descriptor.1", (_, _) => true),
        new RingIsAccepted("driver.split.indirect.1", (_, life) => !life.Accepts(Feature.IndirectDesc)),
        new RingIsAccepted("driver.split.indirect.2", (chain, _) => chain.IsIndirect),
        new RingIsAccepted("driver.split.indirect.3", (chain, _) => chain.Buffers.Count > 1),
        new RingIsAccepted("driver.split.indirect.4", (chain, _) => chain.IsIndirect),
        new RingIsAccepted("driver.split.available.1", (_, _) => true),
    ];

    private static IEnumerable<Rule> Balloon() =>
    [
        new MustTellHostIsAccepted(), new TargetIsReached(), new DeflationKeepsToTarget(), new PagesAreDeflatedBeforeUse(),
        new InflationIsAwaited(), new ActualFollows(), new DeviceLeavesPagesAlone(),
        new OneStatisticsBuffer(), new StatisticsArePrimed(), new StatisticsAreSuppliedAgain(), new StatisticsAreFilled(),
        new StatisticsHaveWholeEntries(), new SameStatisticsEachTime(),
        new OddStatisticsAreTaken("device.balloon.stats.1", OddStatisticsAreTaken.HasUnknownTags),
        new OddStatisticsAreTaken("device.balloon.stats.2", OddStatisticsAreTaken.IsUnordered),
        new PoisonIsWrittenInTime(), new PoisonStays(),
    ];

    private static IEnumerable<Rule> Hinting() =>
    [
        new CommandIsFourBytes(), new RoundBeginsWithItsId(), new IdIsSentOnce(), new PagesAreOffered(), new OfferingStops(),
        new RoundEndsWithStop(), new ReleasedPagesAreInitialised(), new HintedPagesAreReleased(),
        new StopIsShownWhenHintsAreUseless(), new CommandIdIsNotReused(), new StaleHintsAreIgnored(), new WrittenPagesSurvive(),
        new DoneLeavesPagesAlone(), new DoneIsShown(),
    ];

    private static IEnumerable<Rule> Bitmap() =>
    [
        new FeatureIsOffered(), new FourQueuesExist(), new FreePageQueueIsLeftAlone(),
        new BufferIsPrimed(), new BufferIsPrimedAgain(), new AnswerAndBufferShareNotification(),
        new RequestCarriesLowMemory(), new RequestsDoNotOverlap(), new MissingBufferIsSurvived(),
        new AnswerHasItsForm(), new AnswerFramingDoesNotMatter(), new AnswerHasItsLength(),
        new ReportedPagesAreFree("bitmap.answer.4", RamPart.Low, needsBoth: false),
        new ReportedPagesAreFree("bitmap.answer.5", RamPart.High, needsBoth: false),
        new ReportedPagesAreFree("bitmap.answer.6", RamPart.All, needsBoth: true),
        new AnswerIsReturned(), new MalformedAnswerIsRefused(),
        new AnswerWithoutRequestIsIgnored("bitmap.answer.9", late: false), new AnswerWithoutRequestIsIgnored("bitmap.answer.10", late: true),
        new WaitIsBounded(), new OtherWorkGoesOn(), new RequestRunsItsCourse(), new BufferIsNotLost(),
    ];

    private static IEnumerable<Rule> Machine() =>
    [
        new SplitFollowsMachine("machine.lowmem.1", LowMemorySplit.I440Fx), new SplitFollowsMachine("machine.lowmem.2", LowMemorySplit.Q35),
        new MaximumCapsLowMemory(), new LowMemoryIsKept(), new AddressesMapOneToOne(), new HolesAreNotRam(),
    ];

    private static IEnumerable<Rule> Migration() =>
    [
        new SetUpMarksTheLogOnly(), new RetryStartsFromAllRam(), new LoggingStartsFirst(), new WrittenPagesAreNotFiltered(),
        new EverythingElseIsSent(), new FreePagesAreNotSent(), new FilteredPagesReadAsZero(), new BlocksAreMatched(),
        new FilterIsUsedOnce(), new GuestWithoutFeatureIsMigratedWhole(), new EachMigrationAsksAgain(), new OutcomeIsReported(),
        new GuestGoesOn(), new IdleGuestTakesLinkTime(), new HogLeavesLittleToSend(),
    ];
}
