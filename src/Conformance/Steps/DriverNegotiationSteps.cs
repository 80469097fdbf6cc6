using Ballast.Conformance.Rules.Negotiation;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Negotiation with a driver under test.</summary>
[Binding]
internal sealed class DriverNegotiationSteps(Testbed bed)
{
    private const uint TargetInMidRead = 16;

    private FeatureSet _acceptedBefore;

    [Given("a device that offers {features}")]
    public void GivenADeviceThatOffers(FeatureSet features) => bed.Plan.Offered = features.With(Feature.Version1);

    [Given("a device that offers {features} and {features}")]
    public void GivenADeviceThatOffers(FeatureSet features, FeatureSet more) => GivenADeviceThatOffers(features | more);

    [Given("a device that refuses every set of features once")]
    public void GivenADeviceThatRefuses()
    {
        bed.Plan.Offered = FeatureSet.Of(Feature.Version1, Feature.StatsVq);
        bed.Plan.RefusesFeaturesOnce = true;
    }

    [Given("a configuration that changes while it is read")]
    public void GivenAConfigurationThatChanges() => bed.When<ConfigurationRead>(_ => true, _ => bed.SetTarget(TargetInMidRead));

    [Given("a driver in operation")]
    public async Task GivenADriverInOperation()
    {
        await bed.InitialiseDriverAsync();
        await ThenTheDriverGoesIntoOperation();
        _acceptedBefore = Accepted;
    }

    [Given("a driver in operation with {features}")]
    public async Task GivenADriverInOperationWith(FeatureSet features)
    {
        if (bed.IsDeviceUnderTest)
        {
            bed.Plan.Offered |= features;
            bed.HandDriven.Start(features.With(Feature.Version1));
            return;
        }
        GivenADeviceThatOffers(features);
        await GivenADriverInOperation();
    }

    [When("the driver initialises it")]
    public Task WhenTheDriverInitialisesIt() => bed.InitialiseDriverAsync();

    [When("the driver is unbound")]
    public async Task WhenTheDriverIsUnbound()
    {
        await bed.Driver.UnbindAsync(bed.Cancellation);
        bed.Record(new DriverUnbound());
    }

    [When("the driver is bound again")]
    public Task WhenTheDriverIsBoundAgain() => bed.Driver.BindAsync(bed.Cancellation);

    [Then("the driver goes into operation")]
    public async Task ThenTheDriverGoesIntoOperation() =>
        await bed.UntilAsync(() => bed.IsInOperation, "a driver in operation");

    [Then("the driver goes into operation again")]
    public async Task ThenTheDriverGoesIntoOperationAgain() =>
        await bed.UntilAsync(() => bed.IsInOperation && bed.Lives > 1, "a driver in operation for a second time");

    [Then("the driver accepts the same features as before")]
    public void ThenTheDriverAcceptsTheSameFeatures() => StepFailureException.UnlessEqual(Name(_acceptedBefore), Name(Accepted), "accepted features");

    [Then("the driver accepts only what was offered")]
    public void ThenTheDriverAcceptsOnlyWhatWasOffered()
    {
        var extra = new FeatureSet(Accepted.Bits & ~bed.Plan.Offered.Bits);
        StepFailureException.Unless(extra == FeatureSet.None, $"no feature beyond {Name(bed.Plan.Offered)}", Name(extra));
    }

    [Then("the driver accepts {features}")]
    public void ThenTheDriverAccepts(FeatureSet features) =>
        StepFailureException.Unless(features.IsSubsetOf(Accepted), Name(features), Name(Accepted));

    [Then("the driver does not accept {features}")]
    public void ThenTheDriverDoesNotAccept(FeatureSet features) =>
        StepFailureException.Unless((features & Accepted) == FeatureSet.None, $"no {Name(features)}", Name(Accepted));

    [Then("every feature that the driver accepts has what it rests on")]
    public void ThenEveryFeatureHasWhatItRestsOn() =>
        StepFailureException.UnlessEqual(Name(FeatureSet.None), Name(KnownFeatures.WithoutPrerequisite(Accepted)), "features without their prerequisite");

    [Then("the first status that the driver writes is none")]
    public void ThenTheFirstStatusIsNone() =>
        StepFailureException.UnlessEqual(DeviceStatus.None, bed.Events.OfType<StatusWritten>().First().Status, "first status");

    [Then("the driver reads status none before it writes ACKNOWLEDGE")]
    public void ThenTheDriverReadsStatusNone()
    {
        var acknowledge = First<StatusWritten>(e => e.Status == DeviceStatus.Acknowledge, "ACKNOWLEDGE written");
        StepFailureException.Unless(bed.Events.OfType<StatusRead>().Any(e => e.Sequence < acknowledge.Sequence && e.Status == DeviceStatus.None),
            "status none read before ACKNOWLEDGE", "no such read");
    }

    [Then("the driver writes ACKNOWLEDGE, then DRIVER, then FEATURES_OK, then DRIVER_OK")]
    public void ThenTheDriverWritesTheStatusInOrder()
    {
        long before = 0;
        foreach (var bit in (DeviceStatus[])[DeviceStatus.Acknowledge, DeviceStatus.Driver, DeviceStatus.FeaturesOk, DeviceStatus.DriverOk])
        {
            long here = FirstWith(bit);
            StepFailureException.Unless(here > before, $"{bit} in its turn", $"#{here} after #{before}");
            before = here;
        }
    }

    [Then("the driver writes its features after DRIVER and before FEATURES_OK")]
    public void ThenTheDriverWritesItsFeaturesInTime()
    {
        long written = First<FeaturesAccepted>(_ => true, "features written").Sequence;
        StepFailureException.Unless(written > FirstWith(DeviceStatus.Driver) && written < FirstWith(DeviceStatus.FeaturesOk),
            "features between DRIVER and FEATURES_OK", $"#{written}");
    }

    [Then("the driver reads the status between FEATURES_OK and the first queue")]
    public void ThenTheDriverReadsTheStatus()
    {
        long settled = FirstWith(DeviceStatus.FeaturesOk);
        long queue = First<QueueConfigured>(_ => true, "a queue configured").Sequence;
        StepFailureException.Unless(bed.Events.OfType<StatusRead>().Any(e => e.Sequence > settled && e.Sequence < queue), "a read of the status", "none");
    }

    [Then("every queue is configured between FEATURES_OK and DRIVER_OK")]
    public void ThenEveryQueueIsConfiguredInTime()
    {
        long settled = FirstWith(DeviceStatus.FeaturesOk);
        long running = FirstWith(DeviceStatus.DriverOk);
        First<QueueConfigured>(_ => true, "a queue configured");
        var outside = bed.Events.OfType<QueueConfigured>().FirstOrDefault(e => e.Sequence < settled || e.Sequence > running);
        StepFailureException.Unless(outside is null, "every queue between FEATURES_OK and DRIVER_OK", $"#{outside?.Sequence}");
    }

    [Then("the driver reads the configuration again")]
    public async Task ThenTheConfigurationIsReadAgain()
    {
        await bed.UntilAsync(() => bed.Actual == TargetInMidRead, $"a balloon of the {TargetInMidRead} pages that were asked for meanwhile");
        var first = First<ConfigurationRead>(_ => true, "a read of the configuration");
        StepFailureException.Unless(bed.Events.OfType<ConfigurationRead>().Any(e => e.Sequence > first.Sequence && e.Offset == first.Offset), "a second read", "none");
    }

    [Then("the driver writes no configuration before FEATURES_OK")]
    public void ThenNoConfigurationIsWrittenEarly()
    {
        long settled = FirstWith(DeviceStatus.FeaturesOk);
        StepFailureException.Unless(!bed.Events.OfType<ConfigurationWritten>().Any(e => e.Sequence < settled), "no write", "a write before FEATURES_OK");
    }

    [Then("the driver writes no features after FEATURES_OK")]
    public void ThenNoFeaturesAreWrittenLate()
    {
        long settled = FirstWith(DeviceStatus.FeaturesOk);
        StepFailureException.Unless(!bed.Events.OfType<FeaturesAccepted>().Any(e => e.Sequence > settled), "no write", "features written after FEATURES_OK");
    }

    [Then("the driver notifies no queue before DRIVER_OK")]
    public void ThenNothingIsNotifiedEarly()
    {
        long running = FirstWith(DeviceStatus.DriverOk);
        var early = bed.Events.OfType<DeviceNotified>().FirstOrDefault(e => e.Sequence < running);
        StepFailureException.Unless(early is null, "no notification before DRIVER_OK", $"#{early?.Sequence} on queue {early?.Index}");
    }

    [Then("every status that the driver writes keeps the bits before it, or is none")]
    public void ThenBitsAreOnlyAdded()
    {
        var before = DeviceStatus.None;
        foreach (var written in bed.Events.OfType<StatusWritten>())
        {
            StepFailureException.Unless(written.Status == DeviceStatus.None || (written.Status & before) == before, $"at least {before}", $"{written.Status} at #{written.Sequence}");
            before = written.Status;
        }
    }

    [Then("a reset follows every FAILED")]
    public void ThenAResetFollowsEveryFailed()
    {
        var written = bed.Events.OfType<StatusWritten>().ToList();
        StepFailureException.Unless(written.Any(e => (e.Status & DeviceStatus.Failed) != 0), "FAILED after the refusal", "no FAILED");
        for (int i = 0; i + 1 < written.Count; i++)
        {
            if ((written[i].Status & DeviceStatus.Failed) != 0)
                StepFailureException.UnlessEqual(DeviceStatus.None, written[i + 1].Status, "status after FAILED");
        }
        StepFailureException.Unless((written[^1].Status & DeviceStatus.Failed) == 0, "a new start after FAILED", "FAILED as the last word");
    }

    [Then("the driver does not touch {field}")]
    public void ThenTheDriverDoesNotTouch(ConfigurationField field)
    {
        bool touched = bed.Events.Any(e => e switch
        {
            ConfigurationRead read => Covers(read.Offset, read.Width, field),
            ConfigurationWritten written => Covers(written.Offset, written.Width, field),
            _ => false,
        });
        StepFailureException.Unless(!touched, $"no access to {field}", "an access");
    }

    [Then("every read of the configuration stands between two reads of the generation")]
    public void ThenReadsStandBetweenGenerations()
    {
        var relevant = bed.Events.Where(e => e is GenerationRead or ConfigurationRead).ToList();
        StepFailureException.Unless(relevant.OfType<ConfigurationRead>().Any(), "a read of the configuration", "none");
        StepFailureException.Unless(relevant[0] is GenerationRead && relevant[^1] is GenerationRead, "a generation first and last", $"{relevant[0]} … {relevant[^1]}");
    }

    private FeatureSet Accepted => bed.Events.OfType<FeaturesAccepted>().LastOrDefault()?.Features
        ?? throw new StepFailureException("features accepted", "none were written");

    private static bool Covers(int offset, int width, ConfigurationField field) => offset < field.Offset + 4 && offset + width > field.Offset;

    private string Name(FeatureSet features) => features.ToString(bed.Plan.Dialect);

    private long FirstWith(DeviceStatus bit) => First<StatusWritten>(e => (e.Status & bit) != 0, $"{bit} written").Sequence;

    private T First<T>(Func<T, bool> condition, string what) where T : TraceEvent =>
        bed.Events.OfType<T>().FirstOrDefault(condition) ?? throw new StepFailureException(what, "nothing of the kind");
}
