using Ballast.Host.Balloon;
using Ballast.Host.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Host.Tests.Devices;

internal sealed class NegotiationTests
{
    [Test]
    public void EveryOfferedFeatureAccepted_FeaturesOkStays()
    {
        using var driver = DriverSide.Hint(Feature.PagePoison, Feature.PageReporting, Feature.IndirectDesc);

        Assert.That(driver.Negotiate().HasFlag(DeviceStatus.FeaturesOk));
    }

    [Test]
    public void EverySubsetWithVersion1_IsAccepted()
    {
        int[] optional = [Feature.MustTellHost, Feature.StatsVq, Feature.DeflateOnOom, Feature.FreePageHint, Feature.PagePoison, Feature.PageReporting];
        using var driver = DriverSide.Hint(optional);
        for (int subset = 0; subset < 1 << optional.Length; subset++)
        {
            var accepted = FeatureSet.Of([Feature.Version1, .. optional.Where((_, i) => (subset >> i & 1) != 0)]);
            Assert.That(driver.Negotiate(accepted).HasFlag(DeviceStatus.FeaturesOk), accepted.ToString());
        }
    }

    [Test]
    public void FeatureThatWasNotOffered_FeaturesOkStaysOff()
    {
        using var driver = DriverSide.Hint();

        var status = driver.Negotiate(driver.Options.Features.With(Feature.PageReporting));

        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(DeviceStatus.Acknowledge | DeviceStatus.Driver));
            Assert.That(driver.Refusals, Is.EqualTo(new[] { "driver.features.1" }));
        });
    }

    [Test]
    public void Version1NotAccepted_FeaturesOkStaysOff()
    {
        using var driver = DriverSide.Hint();

        Assert.That(driver.Negotiate(driver.Options.Features.Without(Feature.Version1)).HasFlag(DeviceStatus.FeaturesOk), Is.False);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "driver.reserved-bits.1" }));
    }

    [Test]
    public void FeaturesWrittenAfterFeaturesOk_AreRefused()
    {
        using var driver = DriverSide.Hint();
        driver.Negotiate();

        driver.Transport.WriteAcceptedFeatures(FeatureSet.Of(Feature.Version1));

        Assert.That(driver.Device.AcceptedFeatures, Is.EqualTo(driver.Options.Features));
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "driver.init.11" }));
    }

    [Test]
    public void DriverOkWithoutFeaturesOk_DoesNotStartTheDevice()
    {
        using var driver = DriverSide.Hint();

        driver.Transport.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.DriverOk);

        Assert.That(driver.Device.IsRunning, Is.False);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "driver.init.5" }));
    }

    [Test]
    public void StatusBitTakenAway_StaysSet()
    {
        using var driver = DriverSide.Hint().Up();

        driver.Transport.WriteStatus(DeviceStatus.Acknowledge);

        Assert.That(driver.Transport.ReadStatus().HasFlag(DeviceStatus.DriverOk));
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "driver.status.2" }));
    }

    [Test]
    public void Reset_ClearsStatusFeaturesAndQueues()
    {
        using var driver = DriverSide.Hint().Up();
        driver.WriteField(BalloonConfiguration.ActualOffset, 7);

        driver.Transport.WriteStatus(DeviceStatus.None);

        Assert.Multiple(() =>
        {
            Assert.That(driver.Transport.ReadStatus(), Is.EqualTo(DeviceStatus.None));
            Assert.That(driver.Device.AcceptedFeatures, Is.EqualTo(FeatureSet.None));
            Assert.That(driver.Field(BalloonConfiguration.ActualOffset), Is.Zero);
            Assert.That(driver.Recorder.Events.OfType<DeviceReset>().Count(), Is.EqualTo(2));
        });
    }

    [Test]
    public void AfterReset_NoQueueIsTouchedUntilTheDriverIsUpAgain()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Transport.WriteStatus(DeviceStatus.None);
        driver.Queue(0).TryAdd([new(0x300000, 4, false)], null, out _);

        driver.Kick(0);

        Assert.That(driver.Queue(0).TryTakeUsed(out _, out _), Is.False);
        Assert.That(driver.UsedNotifications, Is.Empty);
    }

    [TestCase(37, "SR_IOV")]
    [TestCase(39, "NOTIF_CONFIG_DATA")]
    [TestCase(6, "BIT_6")]
    public void FeatureThatTheDeviceCannotDo_IsRefusedAtConstruction(int feature, string name)
    {
        var options = new BalloonDeviceOptions { Features = FeatureSet.Of(Feature.Version1, feature) };

        Assert.That(() => new BalloonDevice(options, new SteppedLoop(), new TraceRecorder(TimeProvider.System)),
            Throws.ArgumentException.With.Message.Contains(name));
    }

    [Test]
    public void TransportWithoutStatus_StartsTheDeviceWithNothingWrittenByTheDriver()
    {
        using var driver = DriverSide.Hint();
        driver.Device.WriteFeatures(driver.Options.Features);

        Assert.That(driver.Device.Start(), Is.Null);

        Assert.That(driver.Device.IsRunning);
        Assert.That(driver.Events<StatusWritten>(), Is.Empty);
    }

    [Test]
    public void TransportWithoutStatus_UnacceptableFeatures_DeviceStaysDownAndSaysWhy()
    {
        using var driver = DriverSide.Hint();
        driver.Device.WriteFeatures(FeatureSet.Of(Feature.Version1, Feature.PageReporting));

        Assert.That(driver.Device.Start()?.Clause, Is.EqualTo("driver.features.1"));
        Assert.That(driver.Device.IsRunning, Is.False);
    }

    [Test]
    public void NotificationBeforeDriverOk_IsServedAfterIt()
    {
        using var driver = DriverSide.Hint();
        driver.Negotiate();
        driver.SetUpQueue(0).TryAdd([new(driver.Place(BalloonMessages.PageFrames(new Virtio.Memory.PageRun(0x800, 1))), 4, false)], null, out _);
        driver.Kick(0);
        Assert.That(driver.Events<ChainAvailable>(), Is.Empty);

        driver.Transport.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk | DeviceStatus.DriverOk);
        driver.Loop.RunUntilIdle();

        Assert.That(driver.Used(BalloonQueue.Inflate), Has.Count.EqualTo(1));
        Assert.That(driver.UsedNotifications, Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void QueueThatDoesNotExist_IsRefused()
    {
        using var driver = DriverSide.Hint();
        driver.Negotiate();

        driver.Transport.ConfigureQueue(7, new QueueAddresses(8, 0, 0, 0));
        driver.Transport.EnableQueue(-1);
        driver.Transport.Notify(int.MaxValue);
        driver.Loop.RunUntilIdle();

        Assert.That(driver.Refusals, Is.EqualTo(new[] { "2.6", "2.6", "2.6" }));
    }

    [Test]
    public void QueueSizeBeyondTheMaximum_IsRefused()
    {
        using var driver = DriverSide.Hint();
        driver.Negotiate();

        driver.Transport.ConfigureQueue(0, new QueueAddresses(256, 0x100000, 0x101000, 0x102000));

        Assert.That(driver.Refusals, Is.EqualTo(new[] { "4.1.5.1.3" }));
    }
}
