using Ballast.Host.Tests.Infrastructure;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Host.Tests.Balloon;

/// <content>Answers: whole, in pieces, wrong, late, and those that nobody asked for.</content>
internal sealed partial class FreePageBitmapTests
{
    [Test]
    public void Answer_IsReturnedWithLengthZeroAndFetchedOnce()
    {
        using var driver = DriverSide.Bitmap().Up();
        Request(driver);

        ushort head = Answer(driver, SomeFree);

        Assert.That(driver.Used(BalloonQueue.FreePage), Is.EqualTo(new[] { new UsedBuffer(null, head, 0) }));
        Assert.That(driver.Device.FreePageBitmap.Poll(out ulong[]? free), Is.EqualTo(FreePagePoll.Done));
        Assert.That(free, Is.EqualTo(SomeFree));
        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));
        Assert.That(driver.Events<FreePageRequestChanged>().Select(c => (c.Request, c.State)), Is.EqualTo(new[]
        {
            (1, BitmapRequestState.Started), (1, BitmapRequestState.Done), (1, BitmapRequestState.NotStarted), (2, BitmapRequestState.Started),
        }));
    }

    [Test]
    public void AnswerSplitAnywhere_IsUnderstood()
    {
        byte[] answer = BalloonMessages.FreePageAnswer(0, SomeFree);
        for (int split = 1; split < answer.Length; split += split < 32 ? 1 : 97)
        {
            using var driver = DriverSide.Bitmap().Up();
            Request(driver);
            driver.Send(BalloonQueue.FreePage, answer, split);
            Assert.That(driver.Device.FreePageBitmap.Poll(out ulong[]? free), Is.EqualTo(FreePagePoll.Done), $"split at {split}");
            Assert.That(free, Is.EqualTo(SomeFree));
        }
    }

    [Test]
    public void AnswerInManyPieces_IsUnderstood()
    {
        using var driver = DriverSide.Bitmap().Up();
        Request(driver);

        driver.Send(BalloonQueue.FreePage, BalloonMessages.FreePageAnswer(0, SomeFree), [.. Enumerable.Repeat(7, 70)]);

        Assert.That(driver.Device.FreePageBitmap.Poll(out ulong[]? free), Is.EqualTo(FreePagePoll.Done));
        Assert.That(free, Is.EqualTo(SomeFree));
    }

    private static IEnumerable<TestCaseData> WrongAnswers()
    {
        yield return new TestCaseData(new byte[1]).SetArgDisplayNames("one byte");
        yield return new TestCaseData(new byte[15]).SetArgDisplayNames("half a header");
        yield return new TestCaseData(Header(0)).SetArgDisplayNames("no bitmap");
        yield return new TestCaseData(Header(Words * 8)).SetArgDisplayNames("length without bitmap");
        yield return new TestCaseData(Header(ulong.MaxValue)).SetArgDisplayNames("endless length");
        yield return new TestCaseData(BalloonMessages.FreePageAnswer(0, new ulong[Words - 1])).SetArgDisplayNames("one word short");
        yield return new TestCaseData(BalloonMessages.FreePageAnswer(0, new ulong[Words + 1])).SetArgDisplayNames("one word long");
        yield return new TestCaseData(BalloonMessages.FreePageAnswer(0, SomeFree)[..^1]).SetArgDisplayNames("one byte less than it says");
        yield return new TestCaseData((byte[])[.. BalloonMessages.FreePageAnswer(0, SomeFree), 0]).SetArgDisplayNames("one byte more than it says");
    }

    [TestCaseSource(nameof(WrongAnswers))]
    public void AnswerOfTheWrongLength_IsRefusedWithAReasonAndReturned(byte[] answer)
    {
        using var driver = DriverSide.Bitmap().Up();
        Request(driver);

        driver.Send(BalloonQueue.FreePage, answer);

        Assert.That(driver.Used(BalloonQueue.FreePage).Single().Length, Is.Zero);
        AssertRefused(driver);
    }

    [Test]
    public void AnswerWithBitsBeyondTheRam_IsRefused()
    {
        using var driver = new DriverSide(Options, new() { RamSize = DriverSide.Ram + 4096 * 3 }).Up();
        Request(driver);

        Answer(driver, [.. SomeFree, 8]);

        AssertRefused(driver);
    }

    [Test]
    public void AnswerOfRamThatIsNoMultipleOf64Pages_IsTaken()
    {
        using var driver = new DriverSide(Options, new() { RamSize = DriverSide.Ram + 4096 * 3 }).Up();
        Request(driver);

        Answer(driver, [.. SomeFree, 7]);

        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Done));
    }

    [Test]
    public void RefusedRequestGivenUp_TheNextOneSucceeds()
    {
        using var driver = DriverSide.Bitmap().Up();
        Request(driver);
        driver.Send(BalloonQueue.FreePage, new byte[3]);
        Prime(driver);
        Assert.That(driver.Used(BalloonQueue.FreePage).Select(u => u.Length), Is.EqualTo(new[] { 0u }));

        driver.Device.FreePageBitmap.GiveUp();
        Poll(driver);
        Answer(driver, SomeFree);

        Assert.That(driver.Device.FreePageBitmap.Refusal, Is.Null);
        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Done));
    }

    [Test]
    public void AnswerNobodyAskedFor_IsReturnedAndIgnored()
    {
        using var driver = DriverSide.Bitmap().Up();
        Prime(driver);

        ushort head = Answer(driver, SomeFree);

        Assert.That(driver.Used(BalloonQueue.FreePage), Is.EqualTo(new[] { new UsedBuffer(null, head, 0) }));
        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));
    }

    [Test]
    public void LateAnswer_SettlesTheOldRequestAndSatisfiesNoOther()
    {
        using var driver = DriverSide.Bitmap().Up();
        Request(driver);
        driver.Device.FreePageBitmap.GiveUp();
        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));

        Answer(driver, SomeFree);
        Prime(driver);

        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));
        Assert.That(driver.Used(BalloonQueue.FreePage).Select(u => u.Length), Is.EqualTo(new[] { 0u, 8u }));
        Answer(driver, new ulong[Words]);
        Assert.That(driver.Device.FreePageBitmap.Poll(out ulong[]? free), Is.EqualTo(FreePagePoll.Done));
        Assert.That(free, Is.EqualTo(new ulong[Words]));
    }

    [Test]
    public void LateAnswerBeforeAnybodyAsksAgain_IsForgotten()
    {
        using var driver = DriverSide.Bitmap().Up();
        Request(driver);
        driver.Device.FreePageBitmap.GiveUp();
        Answer(driver, SomeFree);
        Prime(driver);

        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));
        Answer(driver, SomeFree);
        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Done));
    }

    [Test]
    public void AnswerThatWasNotFetchedBeforeGivingUp_IsForgotten()
    {
        using var driver = DriverSide.Bitmap().Up();
        Request(driver);
        Answer(driver, SomeFree);
        driver.Device.FreePageBitmap.GiveUp();

        Assert.That(Poll(driver), Is.EqualTo(FreePagePoll.Pending));
    }
}
