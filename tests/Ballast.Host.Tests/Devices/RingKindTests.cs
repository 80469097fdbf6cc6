using Ballast.Host.Balloon;
using Ballast.Host.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Host.Tests.Devices;

/// <summary>A device whose driver negotiated other rings than plain split ones.</summary>
internal sealed class RingKindTests
{
    private static readonly int[][] Kinds =
    [
        [Feature.RingPacked], [Feature.InOrder], [Feature.EventIdx], [Feature.RingPacked, Feature.InOrder, Feature.EventIdx, Feature.IndirectDesc],
    ];

    [TestCaseSource(nameof(Kinds))]
    public void StoppedQueue_GivesTheStatisticsBufferBack_AndTheNextRunFindsIt(params int[] features)
    {
        using var driver = DriverSide.Hint(features).Up();
        int stats = driver.IndexOf(BalloonQueue.Statistics);
        driver.Send(BalloonQueue.Inflate, new byte[8], 3);
        driver.Send(BalloonQueue.Statistics, new byte[10]);
        var addresses = driver.Queue(stats).Addresses;

        ushort position = driver.Device.StopQueue(stats);
        driver.Device.ConfigureQueue(stats, addresses, position);
        driver.Device.EnableQueue(stats);
        driver.Loop.RunUntilIdle();

        Assert.That(position, Is.EqualTo(RingOptions.For(driver.Device.AcceptedFeatures).FirstPosition));
        driver.Kick(stats);
        Assert.That(driver.Events<ChainAvailable>().Count(e => e.Queue == BalloonQueue.Statistics), Is.EqualTo(2));
        Assert.That(driver.Device.RequestStatistics());
        Assert.That(driver.Used(BalloonQueue.Statistics), Has.Count.EqualTo(1));
        Assert.That(driver.Refusals, Is.Empty);
    }

    [Test]
    public void QueueThatWasNeverUsed_StopsAtTheBeginningOfItsKind([Values] bool packed)
    {
        using var driver = DriverSide.Hint(packed ? [Feature.RingPacked] : []).Up();

        Assert.That(driver.Device.StopQueue(0), Is.EqualTo(packed ? 0x8000 : 0));
    }

    [Test]
    public void PackedRing_MayHaveAnySize_AndItsDescriptorsAreInTheTrace()
    {
        var options = new BalloonDeviceOptions { Features = FeatureSet.Of(Feature.Version1, Feature.RingPacked), QueueSize = 100 };
        using var driver = new DriverSide(options).Up();

        driver.Send(BalloonQueue.Inflate, new byte[8]);

        Assert.That(driver.Queue(0).Addresses.Size, Is.EqualTo(100));
        Assert.That(driver.Events<ChainAvailable>().Single().Descriptors, Has.Count.EqualTo(1));
        Assert.That(driver.Used(BalloonQueue.Inflate), Has.Count.EqualTo(1));
        Assert.That(() => new BalloonDevice(options with { Features = FeatureSet.Of(Feature.Version1) }, driver.Loop, driver.Recorder), Throws.ArgumentException);
    }

    [TestCase(0, 1, true, ExpectedResult = null)]
    [TestCase(0, 2, true, ExpectedResult = "driver.packed.descriptor.3")]
    [TestCase(0, 1, false, ExpectedResult = "driver.packed.descriptor.3")]
    [TestCase(1, 1, true, ExpectedResult = "2.9")]
    public string? NotificationData_IsCheckedWhereItWasNegotiated(int queue, int offset, bool wrap)
    {
        using var driver = DriverSide.Hint(Feature.RingPacked, Feature.NotificationData).Up();
        driver.Queue(0).TryAdd([new Buffer(0, 4, false)], null, out _);

        driver.Transport.Notify(0, new NotificationData((ushort)queue, (ushort)offset, wrap));
        driver.Loop.RunUntilIdle();

        Assert.That(driver.Used(BalloonQueue.Inflate), Has.Count.EqualTo(1), "it is served all the same");
        return driver.Refusals.SingleOrDefault();
    }

    [Test]
    public void NotificationWithoutData_IsNoted_WhereDataWasNegotiated()
    {
        using var driver = DriverSide.Hint(Feature.NotificationData).Up();

        driver.Kick(0);

        Assert.That(driver.Refusals, Is.EqualTo(new[] { "driver.packed.descriptor.3" }));
    }
}
