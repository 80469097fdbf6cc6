using System.Buffers.Binary;
using Ballast.Host.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Host.Tests.Balloon;

internal sealed partial class FreePageBitmapTests
{
    private const int Words = (int)(DriverSide.Ram / 4096 / 64);

    private static readonly ulong[] SomeFree = [.. Enumerable.Range(0, Words).Select(i => (ulong)i << 32 | 0x81)];

    [Test]
    public void QueuesOfTheBitmapDialect_AreFourAlsoWithoutStatistics()
    {
        using var driver = new DriverSide(new() { Dialect = Dialect.Bitmap, Features = FeatureSet.Of(Feature.Version1, Feature.GetFreePages) });
        driver.Up();

        Assert.That(Enumerable.Range(0, 5).Select(i => driver.Transport.MaximumQueueSize(i)), Is.EqualTo(new ushort[] { 128, 128, 128, 1024, 0 }));
        Assert.That(driver.Events<QueueEnabled>().Select(q => q.Queue),
            Is.EqualTo(new BalloonQueue?[] { BalloonQueue.Inflate, BalloonQueue.Deflate, null, BalloonQueue.FreePage }));
        Assert.That(driver.Refusals, Is.Empty);
    }

    [Test]
    public void PrimedBuffer_IsKept()
    {
        using var driver = DriverSide.Bitmap().Up();

        Prime(driver);

        Assert.That(driver.Used(BalloonQueue.FreePage), Is.Empty);
        Assert.That(driver.Events<ChainAvailable>().Single().Content, Is.EqualTo(new PrimedBuffer(8)));
    }

    [Test]
    public void Poll_AsksWithLowMemoryInThePrimedBuffer()
    {
        using var driver = DriverSide.Bitmap().Up();
        ulong buffer = Prime(driver);

        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));

        driver.Loop.RunUntilIdle();
        byte[] request = new byte[8];
        driver.Memory.TryRead(buffer, request);
        Assert.Multiple(() =>
        {
            Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.EqualTo(8));
            Assert.That(BinaryPrimitives.ReadUInt64LittleEndian(request), Is.EqualTo(driver.Machine.LowMemory));
            Assert.That(driver.UsedNotifications, Is.EqualTo(new[] { 3 }));
            Assert.That(driver.Events<ChainUsed>().Single().Content, Is.EqualTo(new FreePageRequest(driver.Machine.LowMemory)));
        });
    }

    [Test]
    public void PollBeforeThePrimedBuffer_AsksWhenItComes()
    {
        using var driver = DriverSide.Bitmap().Up();
        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));

        Prime(driver);

        Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.EqualTo(8));
    }

    [Test]
    public void AgainAndAgainPolled_AsksOnce()
    {
        using var driver = DriverSide.Bitmap().Up();
        Prime(driver);
        for (int i = 0; i < 5; i++) Poll(driver);
        Prime(driver);

        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));
        Assert.That(driver.Used(BalloonQueue.FreePage).Where(u => u.Length == 8).ToList(), Has.Count.EqualTo(1));
        Assert.That(driver.Events<FreePagesPolled>().ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public void GuestThatNeverAnswers_OtherQueuesGoOn()
    {
        using var driver = DriverSide.Bitmap().Up();
        Request(driver);

        driver.Send(BalloonQueue.Inflate, BalloonMessages.PageFrames(new Virtio.Memory.PageRun(0x800, 1)));

        Assert.That(driver.Used(BalloonQueue.Inflate), Has.Count.EqualTo(1));
        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));
    }

    [Test]
    public void ResetWhileAnAnswerIsOwed_TheNextRequestSucceeds()
    {
        using var driver = DriverSide.Bitmap().Up();
        Request(driver);
        driver.Transport.WriteStatus(DeviceStatus.None);
        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Unsupported));

        driver.Up();
        Request(driver);
        Answer(driver, SomeFree);

        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Done));
    }

    [Test]
    public void ResetWhileTheBufferIsPrimed_IsPrimedAnew()
    {
        using var driver = DriverSide.Bitmap().Up();
        Prime(driver);

        driver.Up();

        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));
        Assert.That(driver.Used(BalloonQueue.FreePage), Is.Empty);
        Prime(driver);
        Assert.That(driver.Used(BalloonQueue.FreePage), Has.Count.EqualTo(1));
    }

    [Test]
    public void QueueStoppedAndStartedAgain_ThePrimedBufferIsThereAgain()
    {
        using var driver = DriverSide.Bitmap().Up();
        Prime(driver);

        ushort next = driver.Device.StopQueue(3);
        driver.Device.ConfigureQueue(3, driver.Queue(3).Addresses, next);
        driver.Device.EnableQueue(3);
        Poll(driver);

        Assert.That(next, Is.Zero);
        driver.Kick(3);
        Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.EqualTo(8));
    }

    [Test]
    public void QueueStoppedWithTheBufferBehindOthers_BufferIsReturnedUnused()
    {
        using var driver = DriverSide.Bitmap().Up();
        Prime(driver);
        Answer(driver, SomeFree);
        driver.Used(BalloonQueue.FreePage);

        Assert.That(driver.Device.StopQueue(3), Is.EqualTo(2));
        Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.Zero);
    }

    [Test]
    public void FeatureNotAccepted_PollSaysUnsupportedAndTheQueueIsLeftAlone()
    {
        using var driver = DriverSide.Bitmap().Up(FeatureSet.Of(Feature.Version1, Feature.StatsVq));

        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Unsupported));
        Prime(driver);
        Assert.That(driver.Events<ChainAvailable>(), Is.Empty);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "bitmap.feature.3" }));
    }

    [TestCase(7u)]
    [TestCase(9u)]
    [TestCase(4096u)]
    public void PrimedBufferOfAnotherLength_IsRefusedAndReturned(uint length)
    {
        using var driver = DriverSide.Bitmap().Up();

        driver.Add(BalloonQueue.FreePage, new Buffer(0x300000, length, true));

        Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.Zero);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "bitmap.prime.1" }));
    }

    [Test]
    public void PrimedBufferInTwoParts_IsFilled()
    {
        using var driver = DriverSide.Bitmap().Up();
        driver.Add(BalloonQueue.FreePage, new Buffer(0x300000, 3, true), new Buffer(0x301000, 5, true));

        Poll(driver);

        Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.EqualTo(8));
    }

    [Test]
    public void SecondPrimedBuffer_IsRefusedAndReturnedAndTheFirstIsKept()
    {
        using var driver = DriverSide.Bitmap().Up();
        Prime(driver);
        Prime(driver);

        Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.Zero);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "bitmap.prime.1" }));
        Poll(driver);
        Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.EqualTo(8));
    }

    [Test]
    public void ChainOfBothDirections_IsRefusedAndReturned()
    {
        using var driver = DriverSide.Bitmap().Up();
        Request(driver);

        driver.Add(BalloonQueue.FreePage, new Buffer(0x300000, 16, false), new Buffer(0x301000, 8, true));

        Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.Zero);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "bitmap.answer.1" }));
        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));
    }

    [Test]
    public void AnswerOutsideGuestMemory_DeviceNeedsReset()
    {
        using var driver = DriverSide.Bitmap().Up();
        Request(driver);

        driver.Add(BalloonQueue.FreePage, new Buffer(0x300000, 8, false), new Buffer(0xfff00000, Words * 8 + 8, false));

        Assert.That(driver.Transport.ReadStatus().HasFlag(DeviceStatus.DeviceNeedsReset));
        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Unsupported));
    }

    [Test]
    public void PausedDevice_AsksWhenItWorksOn()
    {
        using var driver = DriverSide.Bitmap().Up();
        Prime(driver);
        driver.Device.Pause();
        Poll(driver);
        Assert.That(driver.Used(BalloonQueue.FreePage), Is.Empty);

        driver.Device.Resume();

        Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.EqualTo(8));
    }

    private static Host.Balloon.BalloonDeviceOptions Options => new() { Dialect = Dialect.Bitmap, Features = FeatureSet.Of(Feature.Version1, Feature.GetFreePages) };

    private static byte[] Header(ulong length)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), length);
        return bytes;
    }

    private static void AssertRefused(DriverSide driver) => Assert.Multiple(() =>
    {
        Assert.That(driver.Refusals.Single(), Does.StartWith("bitmap.answer."));
        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));
        Assert.That(driver.Device.FreePageBitmap.Refusal, Is.Not.Null);
        Assert.That(driver.Device.IsRunning);
    });

    private static FreePagePoll Poll(DriverSide driver) => driver.Device.FreePageBitmap.Poll(out _);

    private static ulong Prime(DriverSide driver)
    {
        ulong at = driver.Place(new byte[8]);
        driver.Add(BalloonQueue.FreePage, new Buffer(at, 8, true));
        return at;
    }

    private static void Request(DriverSide driver)
    {
        Prime(driver);
        Poll(driver);
        Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.EqualTo(8));
    }

    private static ushort Answer(DriverSide driver, ulong[] bitmap) => driver.Send(BalloonQueue.FreePage, BalloonMessages.FreePageAnswer(99, bitmap));
}
