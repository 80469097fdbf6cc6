using Ballast.Host.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Host.Tests.Balloon;

internal sealed class StatisticsTests
{
    private static readonly StatisticEntry Free = new(StatisticTag.MemoryFree, 5 << 20);
    private static readonly StatisticEntry Total = new(StatisticTag.MemoryTotal, 16 << 20);

    [Test]
    public void FirstBuffer_IsReadAndKept()
    {
        using var driver = DriverSide.Hint().Up();

        driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Total, Free));

        Assert.That(driver.Device.LatestStatistics, Is.EquivalentTo(new[] { Free, Total }));
        Assert.That(driver.Used(BalloonQueue.Statistics), Is.Empty);
    }

    [Test]
    public void StatisticsAreWanted_TheKeptBufferComesBackWithLengthZero()
    {
        using var driver = DriverSide.Hint().Up();
        ushort head = driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Total));

        Assert.That(driver.Device.RequestStatistics());

        driver.Loop.RunUntilIdle();
        Assert.That(driver.Used(BalloonQueue.Statistics).Single(), Is.EqualTo(new Virtio.Rings.UsedBuffer(null, head, 0)));
        Assert.That(driver.UsedNotifications, Is.EqualTo(new[] { 2 }));
        Assert.That(driver.Device.RequestStatistics(), Is.False);
    }

    [Test]
    public void NextBuffer_ReplacesEverythingOfTheOneBefore()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Total));
        driver.Device.RequestStatistics();

        driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Free));

        Assert.That(driver.Device.LatestStatistics, Is.EqualTo(new[] { Free }));
        Assert.That(driver.Device.StatisticsReceived, Is.EqualTo(2));
    }

    [Test]
    public void UnknownTags_AreIgnored()
    {
        using var driver = DriverSide.Hint().Up();

        driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(new StatisticEntry((StatisticTag)0xfffe, 1), Free, new((StatisticTag)500, 2)));

        Assert.That(driver.Device.LatestStatistics, Is.EqualTo(new[] { Free }));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(9)]
    [TestCase(11)]
    public void BufferSplitWithinAnEntry_IsUnderstood(int split)
    {
        using var driver = DriverSide.Hint().Up();

        driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Total, Free), split);

        Assert.That(driver.Device.LatestStatistics, Is.EquivalentTo(new[] { Free, Total }));
    }

    [Test]
    public void OddLength_KeepsTheWholeEntries()
    {
        using var driver = DriverSide.Hint().Up();

        driver.Send(BalloonQueue.Statistics, [.. BalloonMessages.Statistics(Free), 1, 2, 3]);

        Assert.That(driver.Device.LatestStatistics, Is.EqualTo(new[] { Free }));
    }

    [Test]
    public void SecondBufferWhileOneIsHeld_IsRefusedAndTheOlderReturned()
    {
        using var driver = DriverSide.Hint().Up();
        ushort first = driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Total));

        driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Free));

        Assert.That(driver.Used(BalloonQueue.Statistics).Single().Head, Is.EqualTo(first));
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "driver.balloon.stats.1" }));
        Assert.That(driver.Device.LatestStatistics, Is.EqualTo(new[] { Free }));
    }

    [Test]
    public void WritableBuffer_IsRefusedAndReturned()
    {
        using var driver = DriverSide.Hint().Up();

        driver.Add(BalloonQueue.Statistics, new Buffer(0x300000, 100, true));

        Assert.That(driver.Used(BalloonQueue.Statistics).Single().Length, Is.Zero);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "driver.balloon.stats.2" }));
    }

    [Test]
    public void BufferOutsideGuestMemory_DeviceNeedsReset()
    {
        using var driver = DriverSide.Hint().Up();

        driver.Add(BalloonQueue.Statistics, new Buffer(0xfff00000, 100, false));

        Assert.That(driver.Transport.ReadStatus().HasFlag(DeviceStatus.DeviceNeedsReset));
    }

    [Test]
    public void Reset_ForgetsTheHeldBuffer()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Total));

        driver.Up();

        Assert.That(driver.Device.RequestStatistics(), Is.False);
        driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Free));
        Assert.That(driver.Refusals, Is.Empty);
        Assert.That(driver.Device.RequestStatistics());
    }

    [Test]
    public void PausedDevice_ReturnsNothing()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Total));
        driver.Device.Pause();

        Assert.That(driver.Device.RequestStatistics(), Is.False);
    }

    [Test]
    public void OtherMemoryIsAttached_TheHeldBufferStaysHeld()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Total));

        driver.Device.AttachMemory(driver.Machine.MemoryFor(Virtio.Memory.DirtyClient.Device));

        Assert.That(driver.Device.RequestStatistics());
        Assert.That(driver.Used(BalloonQueue.Statistics), Has.Count.EqualTo(1));
    }

    [Test]
    public void MemoryWithoutTheRingsIsAttached_DeviceNeedsReset()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Send(BalloonQueue.Statistics, BalloonMessages.Statistics(Total));

        driver.Device.AttachMemory(Virtio.Memory.GuestMemory.Empty);
        driver.Kick(2);

        Assert.That(driver.Device.Status.HasFlag(DeviceStatus.DeviceNeedsReset));
    }
}
