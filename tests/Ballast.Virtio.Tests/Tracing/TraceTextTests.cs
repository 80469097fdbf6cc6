using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Tracing.Text;

namespace Ballast.Virtio.Tests.Tracing;

internal sealed class TraceTextTests
{
    private const uint Block = 4 << 20;

    [Test]
    public void HintRound_ReadsLikeAStory()
    {
        var events = TraceEventSamples.Stamp(
            new FeaturesOffered(FeatureSet.Of(Feature.StatsVq, Feature.FreePageHint, Feature.Version1)),
            new ConfigurationChanged(8, 0, 5, Notified: true),
            Chain(new Command(new(5))),
            Chain(new FreeBlock(Block), 0x10000000),
            new ChainUsed(BalloonQueue.FreePage, 0, 0),
            Chain(new Command(CommandId.Stop)));

        Assert.That(TraceText.Lines(events, Dialect.Hint), Is.EqualTo(new[]
        {
            "1   0.000000  device     offers             STATS_VQ FREE_PAGE_HINT VERSION_1",
            "2   1.000000  device     configuration      free_page_hint_cmd_id STOP → 5, notified",
            "3   2.000000  driver     free_page ← chain  command id 5",
            "4   3.000000  driver     free_page ← chain  pages 0x10000000 + 4 MiB",
            "5   4.000000  device     free_page → used   length 0",
            "6   5.000001  driver     free_page ← chain  command id STOP",
        }));
    }

    [Test]
    public void BitThree_HasTheNameOfItsDialect() =>
        Assert.That(TraceText.Line(new FeaturesAccepted(new(8)), Dialect.Bitmap), Does.EndWith("GET_FREE_PAGES"));

    [Test]
    public void RunOfHints_IsFolded_AlsoWhenTheyAreUsedInTurns()
    {
        var hints = Enumerable.Range(0, 49).SelectMany(i => new TraceEvent[]
        {
            Chain(new FreeBlock(Block), 0x10000000 + (ulong)i * Block), new ChainUsed(BalloonQueue.FreePage, (ushort)i, 0),
        });
        var events = TraceEventSamples.Stamp([Chain(new Command(new(5))), .. hints, Chain(new Command(CommandId.Stop))]);

        Assert.That(TraceText.Lines(events, Dialect.Hint, fold: true).Select(line => line[line.IndexOf("free", StringComparison.Ordinal)..]), Is.EqualTo(new[]
        {
            "free_page ← chain  command id 5",
            "free_page ← chain  pages 0x10000000 + 4 MiB        (48 more blocks, 192 MiB)",
            "free_page → used   length 0        (48 more)",
            "free_page ← chain  command id STOP",
        }));
    }

    [TestCaseSource(typeof(TraceEventSamples), nameof(TraceEventSamples.All))]
    public void EveryEvent_HasOneLineInWords(TraceEvent e)
    {
        string line = TraceText.Line(e, Dialect.Hint);

        Assert.That(line, Does.Not.Contain('\n').And.Not.Contain('{').And.Match("^[0-9]+ +[0-9.]+  [a-z]+ +[a-z]"));
    }

    [Test]
    public void TextFromTheOtherSide_CannotBreakTheLine() =>
        Assert.That(TraceText.Line(new MigrationFailed("bad\nnews\x1b[2J"), Dialect.Hint), Does.EndWith("bad?news?[2J"));

    [TestCase(0UL, "0 bytes")]
    [TestCase(1UL, "1 byte")]
    [TestCase(1023UL, "1023 bytes")]
    [TestCase(4096UL, "4 KiB")]
    [TestCase(192UL << 20, "192 MiB")]
    [TestCase(3UL << 29, "1.5 GiB")]
    [TestCase(1UL << 40, "1 TiB")]
    public void Bytes_AreGivenInBinaryUnits(ulong bytes, string text) => Assert.That(ByteCount.ToText(bytes), Is.EqualTo(text));

    private static ChainAvailable Chain(ChainContent content, ulong address = 0) =>
        new(BalloonQueue.FreePage, 0, [new(address, Block, true)], content);
}
