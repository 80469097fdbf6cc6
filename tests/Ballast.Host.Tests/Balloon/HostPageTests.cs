using Ballast.Host.Balloon;
using Ballast.Host.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Host.Tests.Balloon;

/// <summary>A device on a host with pages of 64 KiB, 16 of the balloon's.</summary>
internal sealed class HostPageTests
{
    private const ulong Page = 4096;
    private const ulong First = 0x800;

    [Test]
    public void PagesOfOneHostPage_AreGivenBackWithTheLastOfThem()
    {
        using var driver = Driver();

        for (ulong i = 0; i < 15; i++) Send(driver, BalloonQueue.Inflate, new PageRun(First + i * 7 % 16, 1));
        Assert.That(Zeroes(driver), Is.Zero);

        Send(driver, BalloonQueue.Inflate, new PageRun(First + 15 * 7 % 16, 1));
        Assert.That(Zeroes(driver), Is.EqualTo(16));
    }

    [Test]
    public void RunOverSeveralHostPages_GivesBackThoseThatItFills()
    {
        using var driver = Driver();

        Send(driver, BalloonQueue.Inflate, new PageRun(First + 8, 32));

        Assert.That(Enumerable.Range(0, 48).Where(i => IsZero(driver, First + (ulong)i)), Is.EqualTo(Enumerable.Range(16, 16)));
    }

    [Test]
    public void PageThatCameBack_KeepsItsHostPage()
    {
        using var driver = Driver();
        Send(driver, BalloonQueue.Inflate, new PageRun(First, 8));
        Send(driver, BalloonQueue.Deflate, new PageRun(First + 3, 1));

        Send(driver, BalloonQueue.Inflate, new PageRun(First + 8, 8));
        Assert.That(Zeroes(driver), Is.Zero);

        Send(driver, BalloonQueue.Inflate, new PageRun(First + 3, 1));
        Assert.That(Zeroes(driver), Is.EqualTo(16));
    }

    [Test]
    public void Reset_EmptiesTheBalloon()
    {
        using var driver = Driver();
        Send(driver, BalloonQueue.Inflate, new PageRun(First, 8));
        driver.Up();

        Send(driver, BalloonQueue.Inflate, new PageRun(First + 8, 8));

        Assert.That(Zeroes(driver), Is.Zero);
    }

    [Test]
    public void ReportedRange_IsGivenBackAsFarAsItFillsHostPages()
    {
        using var driver = Driver();

        driver.Add(BalloonQueue.Reporting, new Buffer((First + 8) * Page, 32 * (uint)Page, true));

        Assert.That(Enumerable.Range(0, 48).Where(i => IsZero(driver, First + (ulong)i)), Is.EqualTo(Enumerable.Range(16, 16)));
    }

    [TestCase(0)]
    [TestCase(2048)]
    [TestCase(12288)]
    [TestCase(-65536)]
    public void SizeThatNoHostHas_IsRefused(int size) =>
        Assert.That(() => new DriverSide(new() { HostPageSize = size }), Throws.ArgumentException.With.Message.Contains($"{size}"));

    private static DriverSide Driver()
    {
        var features = DriverSide.With([], Feature.StatsVq, Feature.PageReporting);
        var driver = new DriverSide(new BalloonDeviceOptions { Features = features, HostPageSize = 64 << 10 }).Up();
        byte[] data = new byte[48 * Page];
        data.AsSpan().Fill(0xd5);
        driver.Memory.TryWrite(First * Page, data);
        return driver;
    }

    private static void Send(DriverSide driver, BalloonQueue queue, PageRun run) => driver.Send(queue, BalloonMessages.PageFrames(run));

    private static int Zeroes(DriverSide driver) => Enumerable.Range(0, 16).Count(i => IsZero(driver, First + (ulong)i));

    private static bool IsZero(DriverSide driver, ulong frame)
    {
        byte[] page = new byte[Page];
        driver.Memory.TryRead(frame * Page, page);
        return page.All(b => b == 0);
    }
}
