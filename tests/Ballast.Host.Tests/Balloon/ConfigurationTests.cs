using Ballast.Host.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Host.Tests.Balloon;

internal sealed class ConfigurationTests
{
    [TestCase(Dialect.Hint, false, false, 8)]
    [TestCase(Dialect.Hint, true, false, 12)]
    [TestCase(Dialect.Hint, false, true, 16)]
    [TestCase(Dialect.Bitmap, true, false, 8)]
    public void Size_ReachesToTheLastFieldThatAnOfferedFeatureMakesValid(Dialect dialect, bool bit3, bool poison, int size)
    {
        var features = FeatureSet.Of(Feature.Version1);
        if (bit3) features = features.With(Feature.FreePageHint);
        if (poison) features = features.With(Feature.PagePoison);
        using var driver = new DriverSide(new() { Dialect = dialect, Features = features });

        Assert.That(driver.Device.ConfigurationSize, Is.EqualTo(size));
    }

    [Test]
    public void TargetIsSet_ValueGenerationAndNotificationFollow()
    {
        using var driver = DriverSide.Hint().Up();
        uint before = driver.Transport.ReadConfigurationGeneration();

        driver.Device.SetTarget(1000);
        driver.Device.SetTarget(1000);
        driver.Loop.RunUntilIdle();

        Assert.Multiple(() =>
        {
            Assert.That(driver.Field(BalloonConfiguration.NumPagesOffset), Is.EqualTo(1000));
            Assert.That(driver.Transport.ReadConfigurationGeneration(), Is.EqualTo(before + 1));
            Assert.That(driver.ConfigurationNotifications, Is.EqualTo(1));
            Assert.That(driver.Events<GenerationRead>().ToList(), Has.Count.EqualTo(2));
        });
    }

    [Test]
    public void TargetIsSetBeforeTheDriverIsUp_ItIsToldAtDriverOk()
    {
        using var driver = DriverSide.Hint();
        driver.Negotiate();
        driver.Device.SetTarget(5);
        driver.Loop.RunUntilIdle();
        Assert.That(driver.ConfigurationNotifications, Is.Zero);

        driver.Transport.WriteStatus((DeviceStatus)0xf);
        driver.Loop.RunUntilIdle();

        Assert.That(driver.ConfigurationNotifications, Is.EqualTo(1));
        Assert.That(driver.Events<ConfigurationChanged>().Single().Notified, Is.False);
    }

    [Test]
    public void Actual_IsTheDriversToWrite()
    {
        using var driver = DriverSide.Hint().Up();

        driver.WriteField(BalloonConfiguration.ActualOffset, 123);

        Assert.That(driver.Device.Actual, Is.EqualTo(123));
        Assert.That(driver.Events<ConfigurationWritten>().Single() with { Sequence = 0, Time = default }, Is.EqualTo(new ConfigurationWritten(4, 123, 4)));
    }

    [TestCase(BalloonConfiguration.NumPagesOffset)]
    [TestCase(BalloonConfiguration.FreePageHintCommandIdOffset)]
    public void ReadOnlyField_StaysAsItIs(int offset)
    {
        using var driver = DriverSide.Hint().Up();

        driver.WriteField(offset, 0xffffffff);

        Assert.That(driver.Field(offset), Is.Zero);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "5.5.4" }));
    }

    [Test]
    public void WriteOfTheWholeSpace_ChangesOnlyWhatIsTheDrivers()
    {
        using var driver = DriverSide.Hint(Feature.PagePoison);
        driver.Negotiate();

        driver.Transport.WriteConfiguration(0, [.. Enumerable.Repeat((byte)7, 16)]);

        Assert.That(Enumerable.Range(0, 4).Select(i => driver.Field(4 * i)), Is.EqualTo(new[] { 0u, 0x07070707u, 0u, 0x07070707u }));
    }

    [Test]
    public void PoisonValueAfterDriverOk_IsRefused()
    {
        using var driver = DriverSide.Hint(Feature.PagePoison).Up();

        driver.WriteField(BalloonConfiguration.PoisonValueOffset, 1);

        Assert.That(driver.Field(BalloonConfiguration.PoisonValueOffset), Is.Zero);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "driver.balloon.poison.3" }));
    }

    [Test]
    public void ReadsPastTheEndOrBeforeTheStart_AreZero()
    {
        using var driver = DriverSide.Hint();
        driver.Device.SetTarget(uint.MaxValue);
        byte[] bytes = [.. Enumerable.Repeat((byte)9, 32)];

        driver.Transport.ReadConfiguration(2, bytes);
        Assert.That(bytes[..2], Is.EqualTo(new byte[] { 255, 255 }));
        Assert.That(bytes[2..], Is.All.Zero);
        driver.Transport.ReadConfiguration(int.MaxValue, bytes);
        driver.Transport.ReadConfiguration(-1, bytes);
        driver.Transport.WriteConfiguration(int.MaxValue, bytes);
        driver.Transport.WriteConfiguration(-4, bytes);
        Assert.That(bytes, Is.All.Zero);
    }

    [Test]
    public void WholeSpaceRead_IsNotedFieldByField()
    {
        using var driver = DriverSide.Hint();
        driver.Device.SetTarget(7);

        driver.Transport.ReadConfiguration(0, new byte[12]);

        Assert.That(driver.Events<ConfigurationRead>().Select(r => (r.Offset, r.Value, r.Width)), Is.EqualTo(new[] { (0, 7UL, 4), (4, 0UL, 4), (8, 0UL, 4) }));
    }

    [Test]
    public void Reset_KeepsTheTarget()
    {
        using var driver = DriverSide.Hint();
        driver.Device.SetTarget(7);
        driver.Up();

        Assert.That(driver.Field(BalloonConfiguration.NumPagesOffset), Is.EqualTo(7));
    }

    [TestCase(QueueNumbering.Fixed, 0, 1, 4)]
    [TestCase(QueueNumbering.Offered, 0, 1, 3)]
    [TestCase(QueueNumbering.Negotiated, 0, 1, 2)]
    public void Numbering_SaysWhereTheReportingQueueIs(QueueNumbering numbering, params int[] indices)
    {
        var features = FeatureSet.Of(Feature.Version1, Feature.FreePageHint, Feature.PageReporting);
        using var driver = new DriverSide(new() { Numbering = numbering, Features = features });
        driver.Negotiate(features.Without(Feature.FreePageHint));

        driver.Transport.Notify(indices[^1]);
        driver.Loop.RunUntilIdle();

        Assert.That(driver.Events<DeviceNotified>().Single().Queue, Is.EqualTo(BalloonQueue.Reporting));
    }
}
