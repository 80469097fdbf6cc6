using Ballast.Migration.Tests.Doubles;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Migration.Tests;

[TestFixture]
internal sealed class HintFilterTests
{
    private const ulong Page = PageRun.PageSize;

    private Pair _pair = null!;
    private HintingSource _hints = null!;

    [SetUp]
    public void MakePair()
    {
        _pair = new Pair(("ram", 300), ("above", 97));
        _pair.Here.Fill(3, new(0, 397));
        _hints = new HintingSource();
        _pair.Options = _pair.Options with { Filter = MigrationFilter.Hint, HintSource = _hints };
    }

    [TearDown]
    public void DisposePair() => _pair.Dispose();

    [Test]
    public void HintedPages_AreNeitherReadNorSent()
    {
        ulong dropped = 0;
        _hints.Hints = (round, sink) => dropped += round == 1 ? sink.Hint(70 * Page, 250 * Page) : 0;

        var outcome = _pair.Migrate();

        var hinted = PageSet.Of(new PageRun(70, 250));
        Assert.Multiple(() =>
        {
            Assert.That(dropped, Is.EqualTo(250));
            Assert.That(outcome.Statistics.SkippedPages, Is.EqualTo(250));
            Assert.That(_pair.Here.Touched().Intersect(hinted), Is.EqualTo(PageSet.Empty));
            Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(hinted));
            Assert.That(_pair.Events.OfType<FreePagesAsked>().Select(e => e.CommandId), Is.EqualTo(new CommandId?[] { CommandId.First }));
        });
    }

    [Test]
    public void SamePageHintedTwice_CountsOnce()
    {
        _hints.Hints = (round, sink) => { sink.Hint(10 * Page, 5 * Page); sink.Hint(12 * Page, 5 * Page); };

        Assert.That(_pair.Migrate().Statistics.SkippedPages, Is.EqualTo(7));
    }

    [TestCase(5ul * 4096 + 1, 2ul * 4096, 6ul, 1ul, TestName = "HintThatBeginsWithinAPage_DropsTheWholePagesOnly")]
    [TestCase(5ul * 4096, 4095ul, 0ul, 0ul, TestName = "HintShorterThanAPage_DropsNothing")]
    [TestCase(395ul * 4096, ulong.MaxValue, 395ul, 2ul, TestName = "HintThatRunsPastTheEndOfRam_DropsWhatIsRam")]
    [TestCase(397ul * 4096, 4096ul, 0ul, 0ul, TestName = "HintOutsideRam_DropsNothing")]
    [TestCase(ulong.MaxValue - 100, 4096ul, 0ul, 0ul, TestName = "HintAtTheEndOfTheAddressSpace_DropsNothing")]
    public void OddHint(ulong address, ulong length, ulong first, ulong count)
    {
        _hints.Hints = (_, sink) => sink.Hint(address, length);

        var outcome = _pair.Migrate();

        Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Of(new PageRun(first, count))));
        Assert.That(outcome.Statistics.SkippedPages, Is.EqualTo(count));
    }

    [Test]
    public void HintedPageThatIsWritten_IsSentInALaterRound()
    {
        _hints.Hints = (_, sink) =>
        {
            _pair.Here.Write(72, 9);
            sink.Hint(70 * Page, 10 * Page);
        };

        _pair.Migrate();

        Assert.That(_pair.There.Page(72)[0], Is.EqualTo(9));
    }

    [Test]
    public void PageThatWasSentAndHintedLater_ReadsAsZeroAtTheDestination()
    {
        _pair.Options = _pair.Options with { DowntimeLimit = TimeSpan.Zero, BandwidthLimit = 1e9 };
        _pair.Recorder.Recorded += e =>
        {
            if (e is RoundEnded { Round: 1 }) _pair.Here.Write(72, 9);
        };
        _hints.Hints = (round, sink) => _ = round == 2 ? sink.Hint(70 * Page, 10 * Page) : 0;

        var outcome = _pair.Migrate();

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Status, Is.EqualTo(MigrationStatus.Completed));
            Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Of(new PageRun(72, 1))));
            Assert.That(_pair.There.Page(72).ContainsAnyExcept((byte)0), Is.False);
            Assert.That(_pair.Arrived.Statistics.FreePages, Is.EqualTo(1));
        });
    }

    [Test]
    public void EachSynchronisation_ComesAfterStopAndBeforeTheNextStart()
    {
        _pair.Options = _pair.Options with { DowntimeLimit = TimeSpan.Zero, BandwidthLimit = 1e9 };
        _pair.Recorder.Recorded += e =>
        {
            if (e is BitmapSynchronised) _hints.Calls.Add("synchronise");
            if (e is RoundEnded { Round: 1 }) _pair.Here.Write(72, 9);
        };

        _pair.Migrate();

        Assert.That(_hints.Calls, Is.EqualTo(new[]
        {
            "synchronise", "start", "stop", "synchronise", "start", "stop", "synchronise", "done",
        }));
    }

    [Test]
    public void Cancel_ShowsDone()
    {
        using var cancel = new CancellationTokenSource();
        _hints.Hints = (_, _) => cancel.Cancel();

        var outcome = _pair.Migrate(cancel.Token);

        Assert.That(outcome.Status, Is.EqualTo(MigrationStatus.Cancelled));
        Assert.That(_hints.Calls, Is.EqualTo(new[] { "start", "done" }));
    }

    [Test]
    public void DriverWithoutTheFeature_IsMigratedUnfiltered()
    {
        _hints.IsAvailable = false;

        _pair.Migrate();

        Assert.That(_pair.Events.OfType<FreePagesGivenUp>().Single().Reason, Is.EqualTo("unsupported"));
        Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Empty));
    }
}
