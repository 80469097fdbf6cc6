using Ballast.Host.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;
using CsCheck;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Host.Tests.Devices;

internal sealed class HostileRingTests
{
    [Test]
    public void BrokenRing_NeedsResetAndTheDriverIsTold()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Memory.TryWriteIndex(driver.Queue(0).Addresses.Driver + SplitLayout.IndexOffset, 0x8000);

        driver.Kick(0);

        Assert.Multiple(() =>
        {
            Assert.That(driver.Transport.ReadStatus(), Is.EqualTo((DeviceStatus)0x4f));
            Assert.That(driver.Refusals, Is.EqualTo(new[] { "driver.split.available.1" }));
            Assert.That(driver.ConfigurationNotifications, Is.EqualTo(1));
            Assert.That(driver.Events<DeviceStatusChanged>().Single().Status, Is.EqualTo((DeviceStatus)0x4f));
        });
    }

    [Test]
    public void BrokenDevice_ServesNoQueueUntilItIsReset()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Memory.TryWriteIndex(driver.Queue(0).Addresses.Driver + SplitLayout.IndexOffset, 0x8000);
        driver.Kick(0);

        driver.Send(BalloonQueue.Deflate, BalloonMessages.PageFrames(new PageRun(0x800, 1)));
        Assert.That(driver.Used(BalloonQueue.Deflate), Is.Empty);

        driver.Up();
        driver.Send(BalloonQueue.Deflate, BalloonMessages.PageFrames(new PageRun(0x800, 1)));
        Assert.That(driver.Used(BalloonQueue.Deflate), Has.Count.EqualTo(1));
        Assert.That(driver.Transport.ReadStatus(), Is.EqualTo((DeviceStatus)0xf));
    }

    [Test]
    public void RingsOutsideGuestMemory_NeedReset()
    {
        using var driver = DriverSide.Hint();
        driver.Negotiate();
        driver.Transport.ConfigureQueue(0, new QueueAddresses(128, 0xfff00000, 0xfff10000, ulong.MaxValue & ~3UL));
        driver.Transport.EnableQueue(0);
        driver.Transport.WriteStatus((DeviceStatus)0xf);

        driver.Kick(0);

        Assert.That(driver.Transport.ReadStatus().HasFlag(DeviceStatus.DeviceNeedsReset));
    }

    [Test]
    public void BufferOutsideGuestMemory_NeedsResetAndIsNotReturned()
    {
        using var driver = DriverSide.Hint().Up();

        driver.Add(BalloonQueue.Inflate, new Buffer(0xfff00000, 4, false));

        Assert.That(driver.Used(BalloonQueue.Inflate), Is.Empty);
        Assert.That(driver.Transport.ReadStatus().HasFlag(DeviceStatus.DeviceNeedsReset));
    }

    [Test]
    public void QueueWithoutItsFeature_IsLeftAlone()
    {
        using var driver = DriverSide.Hint();
        driver.Up(FeatureSet.Of(Feature.Version1));

        driver.Queue(2).TryAdd([new(0x300000, 10, false)], null, out _);
        driver.Kick(2);

        Assert.That(driver.Events<ChainAvailable>(), Is.Empty);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "5.5.2" }));
    }

    [Test]
    public void SuppressedNotifications_AreNotSent()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Memory.TryWriteIndex(driver.Queue(0).Addresses.Driver, 1);

        driver.Send(BalloonQueue.Inflate, BalloonMessages.PageFrames(new PageRun(0x800, 1)));

        Assert.That(driver.Used(BalloonQueue.Inflate), Has.Count.EqualTo(1));
        Assert.That(driver.UsedNotifications, Is.Empty);
    }

    [Test]
    public void FullQueueInOneNotification_IsServedWhole()
    {
        using var driver = DriverSide.Hint().Up();
        for (int i = 0; i < 128; i++) driver.Queue(1).TryAdd([new(driver.Place([1, 2, 3, 0]), 4, false)], null, out _);

        driver.Kick(1);

        Assert.That(driver.Used(BalloonQueue.Deflate), Has.Count.EqualTo(128));
    }

    [Test]
    public void ArraysOfGibibytesInOverlappingBuffers_AreRefusedUnread()
    {
        using var driver = DriverSide.Hint().Up();
        var sameBytesAgain = Enumerable.Repeat(new Buffer(0, (uint)DriverSide.Ram, false), 128).ToArray();

        driver.Add(BalloonQueue.Inflate, sameBytesAgain);

        Assert.That(driver.Events<ChainAvailable>().Single().Content, Is.EqualTo(new Virtio.Tracing.Content.Opaque(DriverSide.Ram * 128, 0)));
        Assert.That(driver.Refusals, Has.Member("5.5.6"));
        Assert.That(driver.Used(BalloonQueue.Inflate), Has.Count.EqualTo(1));
    }

    [Test]
    public void RandomRings_NeverHurtTheDevice()
    {
        Gen.Select(Gen.Enum<Dialect>(), Gen.Int[0, 4], Gen.Byte.Array[4096], Gen.Byte.Array[300], Gen.UShort[0, 200])
            .Sample((dialect, queue, table, available, index) =>
            {
                var features = BalloonFeatures;
                using var driver = new DriverSide(new() { Dialect = dialect, Features = features }).Up();
                if (dialect == Dialect.Bitmap) driver.Device.FreePageBitmap.Poll(out _);
                else driver.Device.FreePageHints.Start(new Ignorant());
                var rings = driver.Queue(queue).Addresses;
                // Mostly plausible addresses, flags and links, so that chains get far.
                for (int i = 0; i < table.Length; i += 16)
                {
                    if (table[i + 15] < 220) table.AsSpan(i + 3, 5).Clear();
                    if (table[i + 14] < 200) table.AsSpan(i + 10, 2).Clear();
                    table[i + 12] &= (byte)(table[i + 13] < 240 ? 3 : 7);
                    table[i + 15] = 0;
                    table[i + 14] &= 0x1f;
                }
                for (int i = 1; i < available.Length; i += 2) available[i] = 0;
                driver.Memory.TryWrite(rings.Descriptors, table.AsSpan(0, 2048));
                driver.Memory.TryWrite(rings.Driver + SplitLayout.EntriesOffset, available.AsSpan(0, 256));
                driver.Memory.TryWriteIndex(rings.Driver + SplitLayout.IndexOffset, index);
                driver.Kick(queue);
                driver.Device.RequestStatistics();
                driver.Up();
                driver.Send(BalloonQueue.Deflate, [1, 0, 0, 0]);
                return driver.Used(BalloonQueue.Deflate).Count == 1;
            }, iter: 100);
    }

    private static FeatureSet BalloonFeatures => FeatureSet.Of(
        Feature.Version1, Feature.StatsVq, Feature.FreePageHint, Feature.PageReporting, Feature.IndirectDesc, Feature.MustTellHost);

    private sealed class Ignorant : IFreePageHintSink
    {
        public ulong Hint(ulong guestAddress, ulong length) => 0;
    }
}
