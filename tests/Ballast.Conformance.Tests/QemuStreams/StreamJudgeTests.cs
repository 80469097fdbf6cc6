using Ballast.Conformance.QemuStreams;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Tests.Rules;
using Ballast.Peers.Qemu.Streams;
using Ballast.Peers.Tests.Qemu.Streams;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Tests.QemuStreams;

public class StreamJudgeTests
{
    private const ulong Pages = 8;

    [Test]
    public void HintedPage_MayBeMissing() => AssertRight(Judge(_ => { }, Writes(2, 0x11), Told.Looks(8, 5), Told.Says(5), Told.Hints(2)), saved: 1);

    [Test]
    public void HintedPage_MayBeSentAllTheSame() => AssertRight(Judge(p => p.Page("pc.ram", 0x2000, 0x77), Writes(2, 0x11), Told.Looks(8, 5), Told.Says(5), Told.Hints(2)), saved: 0);

    [Test]
    public void PageHintedThenWritten_MustBeThere() => AssertLost(
        Judge(_ => { }, Told.Looks(8, 5), Told.Says(5), Told.Hints(2), Writes(2, 0x11)), "migration.filter.3", "device.balloon.hinting.4");

    [Test]
    public void PageWrittenAfterTheIdWasIssuedThenHinted_MustBeThere() => AssertLost(
        Judge(_ => { }, Told.Looks(8, 5), Told.Says(5), Writes(2, 0x11), Told.Hints(2)), "migration.filter.3", "device.balloon.hinting.4");

    [TestCase(4u, false)]
    [TestCase(5u, true)]
    public void PageHintedUnderAStaleId_MustBeThere(uint named, bool ended) => AssertLost(
        Judge(_ => { }, [Writes(2, 0x11), Told.Looks(8, 5), Told.Says(named), .. ended ? [Told.Says(0)] : Array.Empty<TraceEvent>(), Told.Hints(2)]),
        "migration.filter.3", "device.balloon.hinting.3");

    [Test]
    public void PageHintedToAMigrationBefore_MustBeThere() => AssertLost(
        Judge(_ => { }, Writes(2, 0x11), Told.Looks(8, 5), Told.Says(5), Told.Hints(2), Told.Looks(8, 1), Told.Looks(8, 6), Told.Says(6)), "migration.filter.3", "device.balloon.hinting.4");

    [Test]
    public void PageHintedInAnEarlierRoundOfTheMigration_MayBeMissing() => AssertRight(
        Judge(_ => { }, Writes(2, 0x11), Told.Looks(8, 5), Told.Says(5), Told.Hints(2), Told.Looks(8, 6), Told.Says(6)), saved: 1);

    [Test]
    public void StopThatQemuShowsWhileARoundGoesOn_EndsNothing() => AssertRight(
        Judge(_ => { }, Writes(2, 0x11), Told.Looks(8, 5), Told.Says(5), Told.Looks(8, 0), Told.Hints(2)), saved: 1);

    [Test]
    public void PartOfAPage_IsNoHint() => AssertLost(Judge(_ => { }, Writes(2, 0x11), Told.Looks(8, 5), Told.Says(5), Half(2)), "migration.filter.3");

    [Test]
    public void MissingPageThatIsZero_IsRight() => AssertRight(Judge(_ => { }, new PagesWritten(DirtyClient.Guest, [new(Frame(2), PageDigest.Zero)])), saved: 0);

    [Test]
    public void MissingPageThatNobodyHinted_IsLost() => AssertLost(Judge(_ => { }), "migration.filter.3");

    [Test]
    public void BalloonedPage_MayHoldAnything() => AssertRight(Judge(p => p.Zero("pc.ram", 0x2000), Writes(2, 0x11), Told.Inflates(2, 1)), saved: 0);

    [Test]
    public void PageThatHoldsItsContentOfBefore_SaysWhich()
    {
        var judged = Judge(p => p.Page("pc.ram", 0x2000, 0x11), Writes(2, 0x11), Writes(2, 0x22));

        Assert.That(judged.WrongPages.Single().What, Is.EqualTo("holds what event 1 wrote, and it was written again"));
    }

    [Test]
    public void WritesBehindTheMigration_DoNotCount() => AssertRight(
        Judge(p => p.Page("pc.ram", 0x2000, 0x11), Writes(2, 0x11), new MigrationCompleted(default, default, 0, 0, 0, 0, 1), Writes(2, 0x22)), saved: 0);

    [Test]
    public void HighRam_IsFoundByItsAddress()
    {
        const ulong Low = 0xc0000000, Size = 1UL << 32;
        byte[] stream = new StreamBuilder().Header().Start(("pc.ram", Size)).End(p => p.Page("pc.ram", Low, 0x12)).Eof().ToArray();
        var judged = StreamJudge.Run(Trace(Size, Writes(0x100000, 0x11)), QemuStreamImage.Read(new MemoryStream(stream)));

        Assert.That(judged.Wrong.Contains(Low >> PageRun.PageShift));
        Assert.That(judged.WrongPages[0], Has.Property("Address").EqualTo(1UL << 32).And.Property("RamOffset").EqualTo(Low));
    }

    private static void AssertRight(StreamJudgement judged, ulong saved)
    {
        Assert.That(judged.Wrong, Is.EqualTo(PageSet.Empty), string.Join('\n', judged.WrongPages));
        Assert.That(judged.Findings.Select(f => f.Outcome), Is.All.EqualTo(RuleOutcome.Kept));
        Assert.That(judged.SavedPages, Is.EqualTo(saved));
    }

    private static void AssertLost(StreamJudgement judged, params string[] clauses)
    {
        var page = judged.WrongPages.Single();
        Assert.That((page.Address, page.RamOffset), Is.EqualTo((0x2000UL, 0x2000UL)));
        Assert.That(page.What, Does.StartWith("is lost"));
        Assert.That(page.Clauses.Select(c => c.Value), Is.EqualTo(clauses));
        Assert.That(judged.Findings.Where(f => f.Outcome == RuleOutcome.Broken).Select(f => f.Clause.Value), Is.EquivalentTo(clauses));
    }

    /// <summary>All pages but page 2 are sent as zero; what becomes of page 2 is the case's.</summary>
    private static StreamJudgement Judge(Action<StreamBuilder> records, params TraceEvent[] events)
    {
        byte[] stream = new StreamBuilder().Header().Start(("pc.ram", Pages * PageRun.PageSize))
            .Part(p =>
            {
                for (ulong page = 0; page < Pages; page++)
                {
                    if (page != 2) p.Zero("pc.ram", page * PageRun.PageSize);
                }
            })
            .End(records).Eof().ToArray();
        return StreamJudge.Run(Trace(Pages * PageRun.PageSize, events), QemuStreamImage.Read(new MemoryStream(stream)));
    }

    private static Trace Trace(ulong ram, params TraceEvent[] events) => new(
        new("test 1.0", TraceActor.Driver, "pci", "pc", ram, Dialect.Hint, Virtio.Balloon.QueueNumbering.Offered),
        [.. events.Select((e, i) => e with { Sequence = i + 1 })]);

    private static PagesWritten Writes(ulong frame, byte fill) => new(DirtyClient.Guest, [new(Frame(frame), PageDigests.Of([.. Enumerable.Repeat(fill, PageRun.PageSize)]))]);

    private static ChainAvailable Half(ulong page) =>
        new ChainAvailable(Virtio.Balloon.BalloonQueue.FreePage, 2, [new(page * PageRun.PageSize, 2048, true)], new Virtio.Tracing.Content.FreeBlock(2048));

    private static PageSet Frame(ulong frame) => PageSet.Of(new PageRun(frame, 1));
}
