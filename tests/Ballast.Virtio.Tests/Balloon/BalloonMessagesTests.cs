using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Tests.Balloon;

internal sealed class BalloonMessagesTests
{
    [Test]
    public void FrameNumbers_AreLittleEndianOneByOne() =>
        Assert.That(BalloonMessages.PageFrames(new PageRun(0x01020304, 2)), Is.EqualTo(new byte[] { 4, 3, 2, 1, 5, 3, 2, 1 }));

    [Test]
    public void Statistics_TakeTenBytesEach() =>
        Assert.That(BalloonMessages.Statistics(new StatisticEntry(StatisticTag.MemoryTotal, 0x0102030405060708)),
            Is.EqualTo(new byte[] { 5, 0, 8, 7, 6, 5, 4, 3, 2, 1 }));

    [Test]
    public void Command_IsLittleEndian() =>
        Assert.That(BalloonMessages.Command(new(0x80000001)), Is.EqualTo(new byte[] { 1, 0, 0, 0x80 }));

    [Test]
    public void Messages_OfABigEndianGuest_AreBigEndian()
    {
        Assert.That(BalloonMessages.PageFrames(ByteOrder.Big, new PageRun(0x01020304, 1)), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
        Assert.That(BalloonMessages.Statistics(ByteOrder.Big, new StatisticEntry(StatisticTag.MemoryTotal, 0x0102030405060708)),
            Is.EqualTo(new byte[] { 0, 5, 1, 2, 3, 4, 5, 6, 7, 8 }));
        Assert.That(BalloonMessages.Command(new(0x80000001), ByteOrder.Big), Is.EqualTo(new byte[] { 0x80, 0, 0, 1 }));
    }

    [Test]
    public void Answer_OfEightGigabytes_HasTheLengthOfTheSeries()
    {
        byte[] answer = BalloonMessages.FreePageAnswer(1, new ulong[FreePageAnswerHeader.BitmapBytesFor(0x200000) / 8]);

        Assert.That(answer, Has.Length.EqualTo(262160));
        Assert.That(answer[..16], Is.EqualTo(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0 }));
    }

    [Test]
    public void Answer_HasThePageAtFourGigabytesOnI440fx_InByte0x18000()
    {
        ulong[] bitmap = new ulong[0x200000 / 64];
        bitmap[0xc0000 / 64] = 1;

        Assert.That(BalloonMessages.FreePageAnswer(1, bitmap)[FreePageAnswerHeader.Size + 0x18000], Is.EqualTo(1));
    }

    [TestCase(0UL, 0UL)]
    [TestCase(1UL, 8UL)]
    [TestCase(64UL, 8UL)]
    [TestCase(65UL, 16UL)]
    [TestCase(ulong.MaxValue, 1UL << 61)]
    public void BitmapLength_IsRoundedUpTo64Pages(ulong pages, ulong bytes) =>
        Assert.That(FreePageAnswerHeader.BitmapBytesFor(pages), Is.EqualTo(bytes));
}
