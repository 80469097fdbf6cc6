using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;
using CsCheck;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Balloon;

internal sealed class ChainDecoderTests
{
    private ChainInMemory _chain = null!;

    [SetUp]
    public void SetUp() => _chain = new(1 << 20);

    [TearDown]
    public void TearDown() => _chain.Dispose();

    [TestCase(BalloonQueue.Inflate)]
    [TestCase(BalloonQueue.Deflate)]
    public void FrameNumbers_AreFoldedIntoRunsInTheirOrder(BalloonQueue queue)
    {
        byte[] bytes = BalloonMessages.PageFrames(new PageRun(0x100, 3), new PageRun(0x50, 1), new PageRun(0xffffffff, 1));

        Assert.That(Decode(queue, _chain.Readable(bytes)),
            Is.EqualTo(new PageFrames(5, [new(0x100, 3), new(0x50, 1), new(0xffffffff, 1)])));
    }

    [Test]
    public void FrameNumbers_SplitAtAnyByte_MeanTheSame()
    {
        byte[] bytes = BalloonMessages.PageFrames(new PageRun(0x1234, 4), new PageRun(7, 2));
        var whole = Decode(BalloonQueue.Inflate, _chain.Readable(bytes));
        for (int split = 0; split <= bytes.Length; split++)
            Assert.That(Decode(BalloonQueue.Inflate, _chain.ReadableSplitAt(bytes, split)), Is.EqualTo(whole), $"split at {split}");
    }

    [Test]
    public void FrameNumbers_WithBytesBehindTheLast_CountThem([Values(1, 2, 3)] int extra)
    {
        byte[] bytes = [.. BalloonMessages.PageFrames(new PageRun(9, 2)), .. new byte[extra]];

        Assert.That(Decode(BalloonQueue.Inflate, _chain.Readable(bytes)), Is.EqualTo(new PageFrames(2, [new(9, 2)], extra)));
    }

    [Test]
    public void FrameNumbers_ThatNeverAscend_AreKeptUpToALimit()
    {
        var frames = Enumerable.Range(0, ChainDecoder.MaximumFrameRuns + 100).Select(i => new PageRun((ulong)i * 2, 1)).ToArray();

        var content = (PageFrames)Decode(BalloonQueue.Inflate, _chain.Readable(BalloonMessages.PageFrames(frames)));

        Assert.That(content.Frames, Is.EqualTo(frames[..ChainDecoder.MaximumFrameRuns]));
        Assert.That((content.Count, content.Omitted), Is.EqualTo(((ulong)frames.Length, 100UL)));
    }

    [Test]
    public void FrameNumbers_OfMoreThanOneBlock_AreReadToTheEnd()
    {
        byte[] bytes = BalloonMessages.PageFrames(new PageRun(1, 5000), new PageRun(1, 1));

        Assert.That(Decode(BalloonQueue.Deflate, _chain.ReadableInPieces(bytes, 4093)), Is.EqualTo(new PageFrames(5001, [new(1, 5000), new(1, 1)])));
    }

    [Test]
    public void FrameNumbers_ThatRunOutOfMemory_EndThere()
    {
        var whole = _chain.Readable(BalloonMessages.PageFrames(new PageRun(5, 2))).Buffers[0];
        var chain = new DescriptorChain(0, [whole, new(0, 400, IsDeviceWritable: false)]);

        Assert.That(Decode(BalloonQueue.Inflate, chain), Is.EqualTo(new PageFrames(2, [new(5, 2)])));
    }

    [TestCase(BalloonQueue.Inflate)]
    [TestCase(BalloonQueue.Deflate)]
    [TestCase(BalloonQueue.Statistics)]
    public void WritableBuffer_WhereTheDeviceOnlyReads_IsOpaque(BalloonQueue queue) =>
        Assert.That(Decode(queue, ChainInMemory.Writable(4096, 8)), Is.EqualTo(new Opaque(0, 4104)));

    [Test]
    public void Statistics_SplitAtAnyByte_MeanTheSame()
    {
        StatisticEntry[] entries = [new(StatisticTag.MemoryFree, 1), new((StatisticTag)65534, ulong.MaxValue), new(StatisticTag.SwapIn, 1UL << 40)];
        byte[] bytes = BalloonMessages.Statistics(entries);
        for (int split = 0; split <= bytes.Length; split++)
            Assert.That(Decode(BalloonQueue.Statistics, _chain.ReadableSplitAt(bytes, split)), Is.EqualTo(new Statistics(entries, 30)), $"split at {split}");
    }

    [TestCase(9, 0)]
    [TestCase(19, 1)]
    [TestCase(70_000, ChainDecoder.MaximumStatistics)]
    public void Statistics_OfAnOddLength_KeepWholeEntries(int length, int entries)
    {
        var content = (Statistics)Decode(BalloonQueue.Statistics, _chain.Readable(new byte[length]));

        Assert.That((content.Bytes, content.Entries.Count), Is.EqualTo(((ulong)length, entries)));
    }

    [TestCase(0u)]
    [TestCase(1u)]
    [TestCase(0x80000001u)]
    public void FourReadableBytes_OnTheFreePageQueue_AreACommand(uint id)
    {
        var chain = _chain.ReadableInPieces(BalloonMessages.Command(new(id)), 3);

        Assert.That(Decode(BalloonQueue.FreePage, chain), Is.EqualTo(new Command(new(id))));
    }

    [Test]
    public void Command_OutsideMemory_IsOpaque() =>
        Assert.That(Decode(BalloonQueue.FreePage, new(0, [new(ulong.MaxValue - 1, 4, false)])), Is.EqualTo(new Opaque(4, 0)));

    [TestCase(3)]
    [TestCase(5)]
    public void Command_OfAnotherLength_IsOpaque(int length) =>
        Assert.That(Decode(BalloonQueue.FreePage, _chain.Readable(new byte[length])), Is.EqualTo(new Opaque((ulong)length, 0)));

    [Test]
    public void WritableBuffers_OnTheFreePageQueue_AreFreePages() =>
        Assert.That(Decode(BalloonQueue.FreePage, ChainInMemory.Writable(4 << 20)), Is.EqualTo(new FreeBlock(4 << 20)));

    [Test]
    public void ReportedPages_AreTakenInBothDirections([Values] bool writable) =>
        Assert.That(Decode(BalloonQueue.Reporting, new(0, [new(0, 4096, writable), new(8192, 8192, writable)])), Is.EqualTo(new FreeBlock(12288)));

    [Test]
    public void EightWritableBytes_InTheBitmapDialect_ArePrimed() =>
        Assert.That(Decode(BalloonQueue.FreePage, ChainInMemory.Writable(3, 5), Dialect.Bitmap), Is.EqualTo(new PrimedBuffer(8)));

    [Test]
    public void PrimedBuffer_OfAnotherLength_IsOpaque() =>
        Assert.That(Decode(BalloonQueue.FreePage, ChainInMemory.Writable(4), Dialect.Bitmap), Is.EqualTo(new Opaque(0, 4)));

    [Test]
    public void Answer_SplitAtAnyByte_MeansTheSame()
    {
        byte[] bytes = BalloonMessages.FreePageAnswer(66, [0x8000000000000001, ulong.MaxValue, 0x1]);
        var expected = new FreePageAnswer(66, 24, 24, PageSet.Of(new PageRun(0, 1), new PageRun(63, 66)));
        for (int split = 0; split <= bytes.Length; split++)
            Assert.That(Decode(BalloonQueue.FreePage, _chain.ReadableSplitAt(bytes, split), Dialect.Bitmap), Is.EqualTo(expected), $"split at {split}");
    }

    [Test]
    public void Answer_ThatCarriesLessThanItSays_KeepsBoth()
    {
        byte[] bytes = BalloonMessages.FreePageAnswer(3, [0b111, 0b1])[..^7];

        Assert.That(Decode(BalloonQueue.FreePage, _chain.Readable(bytes), Dialect.Bitmap),
            Is.EqualTo(new FreePageAnswer(3, 16, 9, PageSet.Of(new PageRun(0, 3), new PageRun(64, 1)))));
    }

    [Test]
    public void Answer_WithoutAWholeHeader_TellsNothing() =>
        Assert.That(Decode(BalloonQueue.FreePage, _chain.Readable(new byte[15]), Dialect.Bitmap), Is.EqualTo(new FreePageAnswer(0, 0, 0, null)));

    [Test]
    public void Answer_ThatRunsOutOfMemory_TellsNoPages()
    {
        var whole = _chain.Readable(BalloonMessages.FreePageAnswer(1, [1])).Buffers[0];

        var content = Decode(BalloonQueue.FreePage, new(0, [whole, new(0, 4096, false)]), Dialect.Bitmap);

        Assert.That(content, Is.EqualTo(new FreePageAnswer(1, 8, 8, null)));
    }

    [Test]
    public void Answer_OfTooManyRuns_CountsTheRest()
    {
        byte[] bytes = BalloonMessages.FreePageAnswer(0, [.. Enumerable.Repeat(0x5555_5555_5555_5555UL, ChainDecoder.MaximumBitmapRuns / 32 + 2)]);

        var content = (FreePageAnswer)Decode(BalloonQueue.FreePage, _chain.Readable(bytes), Dialect.Bitmap);

        Assert.That((content.Pages!.Count, content.Omitted), Is.EqualTo((ChainDecoder.MaximumBitmapRuns, 64UL)));
    }

    [Test]
    public void Answer_OfAnyBitmap_HasThePagesOfItsBits() =>
        Gen.ULong.Array[0, 40].Sample(bitmap =>
        {
            var content = (FreePageAnswer)Decode(BalloonQueue.FreePage, _chain.Readable(BalloonMessages.FreePageAnswer(0, bitmap)), Dialect.Bitmap);
            var expected = Enumerable.Range(0, bitmap.Length * 64).Where(page => (bitmap[page / 64] >> page % 64 & 1) != 0);
            return content.Pages!.Equals(PageSet.Of(expected.Select(page => new PageRun((ulong)page, 1))));
        }, iter: 300, threads: 1);

    [Test]
    public void RequestWritten_IsLowMemory()
    {
        var chain = ChainInMemory.Writable(8);
        chain.Write(_chain.Memory, [0, 0, 0, 0xc0, 0, 0, 0, 0]);

        Assert.That(ChainDecoder.DecodeUsed(Dialect.Bitmap, BalloonQueue.FreePage, chain, 8, _chain.Memory), Is.EqualTo(new FreePageRequest(0xc0000000)));
    }

    [TestCase(Dialect.Hint, BalloonQueue.FreePage, 8u)]
    [TestCase(Dialect.Bitmap, BalloonQueue.Inflate, 8u)]
    [TestCase(Dialect.Bitmap, BalloonQueue.FreePage, 0u)]
    public void OtherUsedChains_SayNothing(Dialect dialect, BalloonQueue queue, uint length) =>
        Assert.That(ChainDecoder.DecodeUsed(dialect, queue, ChainInMemory.Writable(8), length, _chain.Memory), Is.Null);

    [Test]
    public void AnyChain_IsDecodedWithoutLeavingMemory()
    {
        var address = Gen.OneOf(Gen.ULong, Gen.ULong[ChainInMemory.Address - 64, ChainInMemory.Address + (1 << 20) + 64]);
        var buffer = Gen.Select(address, Gen.OneOf(Gen.UInt[0, 5000], Gen.UInt), Gen.Bool, (at, length, writable) => new Buffer(at, length, writable));
        Gen.Select(Gen.Enum<Dialect>(), Gen.Enum<BalloonQueue>(), buffer.List[0, 12], Gen.UInt).Sample((dialect, queue, buffers, used) =>
        {
            var chain = new DescriptorChain(0, buffers);
            var content = ChainDecoder.Decode(dialect, queue, chain, _chain.Memory);
            ChainDecoder.DecodeUsed(dialect, queue, chain, used, _chain.Memory);
            return content is not null;
        }, iter: 2000, threads: 1);
    }

    [Test]
    public void FrameNumber_BeyondThirtyTwoBits_CannotBeSent() =>
        Assert.That(() => BalloonMessages.PageFrames(new PageRun(0xffffffff, 2)), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private ChainContent Decode(BalloonQueue queue, DescriptorChain chain, Dialect dialect = Dialect.Hint) =>
        ChainDecoder.Decode(dialect, queue, chain, _chain.Memory);
}
