using Ballast.Conformance.Rules.Negotiation;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Negotiation, reset and broken rings with a device under test.</summary>
[Binding]
internal sealed class DeviceNegotiationSteps(Testbed bed)
{
    private FeatureSet _offered;
    private bool _stuck;
    private int _quietFrom;
    private readonly byte[] _configuration = new byte[BalloonConfiguration.Size];
    private readonly byte[] _configurationBefore = new byte[BalloonConfiguration.Size];

    [Given("a driver that has set up its queues but not written DRIVER_OK")]
    public void GivenADriverThatHasSetUpItsQueues()
    {
        bed.HandDriven.Negotiate(FeatureSet.Of(Feature.Version1, Feature.StatsVq));
        bed.HandDriven.SetUpQueues();
    }

    [When("a driver reads the features")]
    public void WhenADriverReadsTheFeatures()
    {
        bed.HandDriven.Begin();
        _offered = bed.HandDriven.Transport.ReadOfferedFeatures();
    }

    [When("a driver accepts {features} and writes FEATURES_OK")]
    public void WhenADriverAccepts(FeatureSet features) => _stuck = bed.HandDriven.Negotiate(features);

    [When("it inflates 4 pages and kicks")]
    public async Task WhenItInflatesEarly()
    {
        _quietFrom = bed.Events.Count;
        bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(Frames(bed.FreshFrames(4))));
        await bed.SettleAsync();
    }

    [When("the driver resets the device")]
    public async Task WhenTheDriverResets()
    {
        bed.HandDriven.Reset();
        // driver.reset.1: the reset is over when the status reads 0.
        bed.HandDriven.Transport.ReadStatus();
        await bed.SettleAsync();
        _quietFrom = bed.Events.Count;
    }

    [When("the host asks for statistics and for hints")]
    public async Task WhenTheHostAsksForStatisticsAndHints()
    {
        bed.RequestStatistics();
        bed.StartHints();
        await bed.SettleAsync();
    }

    [When("a driver reads the whole configuration before FEATURES_OK")]
    public void WhenADriverReadsTheConfigurationEarly()
    {
        WhenADriverReadsTheFeatures();
        WhenADriverReadsTheConfiguration();
    }

    [When("a driver reads the whole configuration before and after FEATURES_OK")]
    public void WhenADriverReadsTheConfigurationTwice()
    {
        WhenADriverReadsTheConfigurationEarly();
        _configuration.CopyTo(_configurationBefore, 0);
        bed.HandDriven.Transport.WriteAcceptedFeatures(FeatureSet.Of(Feature.Version1, Feature.StatsVq));
        bed.HandDriven.Transport.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk);
        WhenADriverReadsTheConfiguration();
    }

    [When("a driver reads the whole configuration")]
    public void WhenADriverReadsTheConfiguration()
    {
        for (int offset = 0; offset < _configuration.Length; offset += 4)
            bed.HandDriven.Transport.ReadConfiguration(offset, _configuration.AsSpan(offset, 4));
    }

    [When("the driver breaks inflateq: an available index that is {int} ahead")]
    public Task WhenTheIndexIsAhead(int ahead) => BreakAsync((memory, rings, _) =>
        memory.TryWriteIndex(rings.Driver + SplitLayout.IndexOffset, (ushort)ahead));

    [When("the driver breaks inflateq: a descriptor index outside the table")]
    public Task WhenTheHeadIsOutside() => BreakAsync((memory, rings, _) => Publish(memory, rings, head: rings.Size));

    [When("the driver breaks inflateq: a chain that loops")]
    public Task WhenTheChainLoops() => BreakAsync((memory, rings, buffer) =>
    {
        Describe(memory, rings, 0, new(buffer, 4, DescriptorFlags.Next, 1));
        Describe(memory, rings, 1, new(buffer, 4, DescriptorFlags.Next, 0));
        Publish(memory, rings, head: 0);
    });

    [When("the driver breaks inflateq: a readable buffer behind a writable one")]
    public Task WhenReadableComesBehindWritable() => BreakAsync((memory, rings, buffer) =>
    {
        Describe(memory, rings, 0, new(buffer, 4, DescriptorFlags.Next | DescriptorFlags.Write, 1));
        Describe(memory, rings, 1, new(buffer, 4, DescriptorFlags.None, 0));
        Publish(memory, rings, head: 0);
    });

    [When("the driver breaks inflateq: an indirect descriptor without INDIRECT_DESC")]
    public Task WhenADescriptorIsIndirect() => BreakAsync((memory, rings, buffer) =>
    {
        Describe(memory, rings, 0, new(buffer, 16, DescriptorFlags.Indirect, 0));
        Publish(memory, rings, head: 0);
    });

    [Then("only features of a balloon, of the ring or of the transport are offered")]
    public void ThenOnlyKnownFeaturesAreOffered()
    {
        var foreign = KnownFeatures.ForeignIn(_offered, bed.Transport);
        StepFailureException.UnlessEqual(FeatureSet.None, foreign, "features that no balloon has");
    }

    [Then("every feature that is offered has what it rests on")]
    public void ThenEveryFeatureHasWhatItRestsOn() =>
        StepFailureException.UnlessEqual(FeatureSet.None, KnownFeatures.WithoutPrerequisite(_offered), "features without their prerequisite");

    [Then("VERSION_1 is offered")]
    public void ThenVersion1IsOffered() => StepFailureException.Unless(_offered.Has(Feature.Version1), "VERSION_1", _offered.ToString());

    [Then("FEATURES_OK sticks")]
    public void ThenFeaturesOkSticks() => StepFailureException.Unless(_stuck, "FEATURES_OK", "it was taken back");

    [Then("FEATURES_OK does not stick")]
    public void ThenFeaturesOkDoesNotStick() => StepFailureException.Unless(!_stuck, "no FEATURES_OK", "it stuck");

    [Then("nothing is used and nobody is notified")]
    public void ThenNothingHappens()
    {
        var noise = bed.Events.Skip(_quietFrom).FirstOrDefault(e => e is ChainUsed or DriverNotified or ConfigurationNotified or ConfigurationChanged { Notified: true });
        StepFailureException.Unless(noise is null, "silence", $"#{noise?.Sequence} {noise}");
        StepFailureException.UnlessEqual(0, bed.HandDriven.Has(BalloonQueue.Inflate) ? bed.HandDriven[BalloonQueue.Inflate].Used.Count : 0, "used buffers");
    }

    [Then("the buffer is used once DRIVER_OK is written")]
    public async Task ThenTheBufferIsUsedLater()
    {
        bed.HandDriven.GoIntoOperation();
        await bed.UntilAsync(() => bed.HandDriven[BalloonQueue.Inflate].Used.Count == 1, "the early buffer used after DRIVER_OK");
    }

    [Then("the device needs a reset")]
    public async Task ThenTheDeviceNeedsAReset() =>
        await bed.UntilAsync(() => (bed.HandDriven.Transport.ReadStatus() & DeviceStatus.DeviceNeedsReset) != 0, "DEVICE_NEEDS_RESET");

    [Then("the driver is notified of a configuration change")]
    public async Task ThenTheDriverIsNotified() =>
        await bed.UntilAsync(() => bed.HandDriven.ConfigurationNotifications > 0, "a configuration change notification");

    [Then("after a reset the device serves again")]
    public async Task ThenTheDeviceServesAgain()
    {
        bed.HandDriven.Start(FeatureSet.Of(Feature.Version1, Feature.StatsVq));
        bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(Frames(bed.FreshFrames(1))));
        await bed.UntilAsync(() => bed.HandDriven[BalloonQueue.Inflate].Used.Count == 1, "a buffer used after the reset");
    }

    [Then("the status reads none")]
    public void ThenTheStatusReadsNone() => StepFailureException.UnlessEqual(DeviceStatus.None, bed.HandDriven.Transport.ReadStatus(), "status");

    [Then("it reads the same both times")]
    public void ThenItReadsTheSame() =>
        StepFailureException.UnlessEqual(Convert.ToHexString(_configurationBefore), Convert.ToHexString(_configuration), "configuration");

    [Then("{field} reads {int}")]
    public void ThenTheFieldReads(ConfigurationField field, int value) => StepFailureException.UnlessEqual((uint)value, Field(field), field.ToString());

    [Then("free_page_hint_cmd_id names no round")]
    public void ThenNoRoundIsNamed()
    {
        var id = new CommandId(Field(new(BalloonConfiguration.FreePageHintCommandIdOffset)));
        StepFailureException.Unless(!id.IsRound, "STOP or DONE", id.ToString());
    }

    private uint Field(ConfigurationField field) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(_configuration.AsSpan(field.Offset));

    private async Task BreakAsync(Action<GuestMemory, QueueAddresses, ulong> damage)
    {
        var driver = bed.HandDriven;
        damage(driver.Memory, driver[BalloonQueue.Inflate].Ring.Addresses, driver.Allocate(64));
        driver.Notify(BalloonQueue.Inflate);
        await bed.SettleAsync();
    }

    private static void Describe(GuestMemory memory, QueueAddresses rings, int index, SplitDescriptor descriptor) =>
        memory.TryWrite(rings.Descriptors + (ulong)index * SplitDescriptor.Size, descriptor);

    private static void Publish(GuestMemory memory, QueueAddresses rings, ushort head)
    {
        memory.TryWrite(rings.Driver + SplitLayout.EntriesOffset, (Virtio.Wire.Le16)head);
        memory.TryWriteIndex(rings.Driver + SplitLayout.IndexOffset, 1);
    }

    private static byte[] Frames(IEnumerable<uint> frames) => BalloonMessages.PageFrames([.. frames.Select(f => new PageRun(f, 1))]);
}
