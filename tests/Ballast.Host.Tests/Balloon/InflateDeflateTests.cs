using Ballast.Host.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Host.Tests.Balloon;

internal sealed class InflateDeflateTests
{
    private const ulong Page = 4096;

    [Test]
    public void InflatedPages_AreGivenBackAndTheirNeighboursStay()
    {
        using var driver = DriverSide.Hint().Up();
        Fill(driver, 0x800, 5);

        driver.Send(BalloonQueue.Inflate, BalloonMessages.PageFrames(new PageRun(0x801, 2), new PageRun(0x804, 1)));

        Assert.That(driver.Used(BalloonQueue.Inflate).Single().Length, Is.Zero);
        Assert.That(Enumerable.Range(0x800, 5).Select(f => IsZero(driver, (ulong)f)), Is.EqualTo(new[] { false, true, true, false, true }));
    }

    [Test]
    public void InflatedPages_AreMarkedForAMigration()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Machine.Blocks[0].DirtyLog.Start();

        driver.Send(BalloonQueue.Inflate, BalloonMessages.PageFrames(new PageRun(0x801, 2)));

        ulong[] bitmap = new ulong[DriverSide.Ram / Page / 64];
        driver.Machine.Blocks[0].DirtyLog.Synchronise(bitmap);
        Assert.That(bitmap[0x800 / 64] & 6, Is.EqualTo(6));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    public void ArraySplitWithinANumber_IsUnderstood(int split)
    {
        using var driver = DriverSide.Hint().Up();
        Fill(driver, 0x800, 2);

        driver.Send(BalloonQueue.Inflate, BalloonMessages.PageFrames(new PageRun(0x800, 2)), split);

        Assert.That(IsZero(driver, 0x800) && IsZero(driver, 0x801));
    }

    [Test]
    public void FramesThatAreNotRam_AreRefusedAndTheOthersTaken()
    {
        using var driver = DriverSide.Hint().Up();
        Fill(driver, 0x800, 2);

        driver.Send(BalloonQueue.Inflate, BalloonMessages.PageFrames(new PageRun(0x800, 1), new(0x1000, 1), new(uint.MaxValue, 1), new(0x801, 1)));

        Assert.That(IsZero(driver, 0x800) && IsZero(driver, 0x801));
        Assert.That(driver.Events<Refused>().Single().Violation.Message, Does.Contain("2 frames").And.Contain("0x1000"));
        Assert.That(driver.Device.IsRunning);
    }

    [Test]
    public void TrailingBytes_AreIgnored()
    {
        using var driver = DriverSide.Hint().Up();
        Fill(driver, 0x800, 1);

        driver.Send(BalloonQueue.Inflate, [.. BalloonMessages.PageFrames(new PageRun(0x800, 1)), 1, 2]);

        Assert.That(IsZero(driver, 0x800));
        Assert.That(driver.Used(BalloonQueue.Inflate), Has.Count.EqualTo(1));
    }

    [Test]
    public void ArrayLongerThanTheRam_IsRefusedAndReturned()
    {
        using var driver = DriverSide.Hint().Up();

        driver.Send(BalloonQueue.Inflate, BalloonMessages.PageFrames([.. Enumerable.Repeat(new PageRun(0x900, 1), (int)(DriverSide.Ram / Page) + 1)]));

        Assert.That(driver.Used(BalloonQueue.Inflate), Has.Count.EqualTo(1));
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "5.5.6" }));
    }

    [Test]
    public void DeflatedPages_KeepWhatIsInThem()
    {
        using var driver = DriverSide.Hint().Up();
        Fill(driver, 0x800, 1);

        driver.Send(BalloonQueue.Deflate, BalloonMessages.PageFrames(new PageRun(0x800, 1)));

        Assert.That(IsZero(driver, 0x800), Is.False);
        Assert.That(driver.Used(BalloonQueue.Deflate).Single().Length, Is.Zero);
    }

    [Test]
    public void HolesNotWanted_InflatedPagesStay()
    {
        using var driver = new DriverSide(new() { PunchHoles = false }).Up();
        Fill(driver, 0x800, 1);

        driver.Send(BalloonQueue.Inflate, BalloonMessages.PageFrames(new PageRun(0x800, 1)));

        Assert.That(IsZero(driver, 0x800), Is.False);
    }

    [Test]
    public void WritableInflateBuffer_IsRefusedAndReturned()
    {
        using var driver = DriverSide.Hint().Up();

        driver.Add(BalloonQueue.Inflate, new Buffer(0x300000, 4, true));

        Assert.That(driver.Used(BalloonQueue.Inflate).Single().Length, Is.Zero);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "5.5.6" }));
    }

    [Test]
    public void ReportedPages_AreGivenBackInEitherDirection()
    {
        using var driver = DriverSide.Hint(Feature.PageReporting).Up();
        Fill(driver, 0x800, 4);

        driver.Add(BalloonQueue.Reporting, new Buffer(0x800 * Page, (uint)Page, true));
        driver.Add(BalloonQueue.Reporting, new Buffer(0x801 * Page, (uint)Page, false));
        driver.Add(BalloonQueue.Reporting, new Buffer(0x802 * Page + 1, (uint)Page, true), new Buffer(ulong.MaxValue, 1, true));

        Assert.That(driver.Used(BalloonQueue.Reporting).Select(u => u.Length), Is.EqualTo(new[] { 0u, 0u, 0u }));
        Assert.That(Enumerable.Range(0x800, 4).Select(f => IsZero(driver, (ulong)f)), Is.EqualTo(new[] { true, true, false, false }));
    }

    [TestCase(0u, true)]
    [TestCase(0xaaaaaaaau, false)]
    public void ReportedPagesWithPoison_AreGivenBackOnlyIfThePoisonIsZero(uint poison, bool discarded)
    {
        using var driver = DriverSide.Hint(Feature.PageReporting, Feature.PagePoison);
        driver.Negotiate();
        int index = driver.IndexOf(BalloonQueue.Reporting);
        driver.SetUpQueue(index);
        driver.WriteField(BalloonConfiguration.PoisonValueOffset, poison);
        driver.Transport.WriteStatus((DeviceStatus)0xf);
        Fill(driver, 0x800, 1);

        driver.Add(BalloonQueue.Reporting, new Buffer(0x800 * Page, (uint)Page, true));

        Assert.That(IsZero(driver, 0x800), Is.EqualTo(discarded));
    }

    private static void Fill(DriverSide driver, ulong frame, int count)
    {
        byte[] bytes = new byte[count * (int)Page];
        Array.Fill(bytes, (byte)0x5a);
        Assert.That(driver.Memory.TryWrite(frame * Page, bytes));
    }

    private static bool IsZero(DriverSide driver, ulong frame)
    {
        byte[] bytes = new byte[Page];
        Assert.That(driver.Memory.TryRead(frame * Page, bytes));
        return bytes.AsSpan().IndexOfAnyExcept((byte)0) < 0;
    }
}
