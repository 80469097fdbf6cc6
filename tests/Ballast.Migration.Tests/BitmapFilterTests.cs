using Ballast.Migration.Tests.Doubles;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Migration.Tests;

[TestFixture]
internal sealed class BitmapFilterTests
{
    private static readonly PageSet Free = PageSet.Of(new PageRun(64, 130), new PageRun(290, 40), new PageRun(395, 2));

    private Pair _pair = null!;

    [SetUp]
    public void MakePair()
    {
        _pair = new Pair(("ram", 300), ("above", 90), ("odd", 7));
        _pair.Here.Fill(3, new(0, 397));
        _pair.Balloon.Free = Free;
        _pair.Options = _pair.Options with { Filter = MigrationFilter.Bitmap };
    }

    [TearDown]
    public void DisposePair() => _pair.Dispose();

    [Test]
    public void FreePages_AreNeitherReadNorSentAndReadAsZeroAtTheDestination()
    {
        var outcome = _pair.Migrate();

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Status, Is.EqualTo(MigrationStatus.Completed));
            Assert.That(_pair.Here.Touched().Intersect(Free), Is.EqualTo(PageSet.Empty));
            Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(Free));
            foreach (var run in Free)
                for (ulong page = run.First; page < run.End; page++) Assert.That(_pair.There.Page(page).ContainsAnyExcept((byte)0), Is.False);
            Assert.That(outcome.Statistics.SkippedPages, Is.EqualTo(Free.Pages));
            Assert.That(outcome.Statistics.DataPages + outcome.Statistics.ZeroPages, Is.EqualTo(397 - Free.Pages));
        });
    }

    [TestCase(DirtyClient.Guest)]
    [TestCase(DirtyClient.Device)]
    [TestCase(DirtyClient.Host)]
    public void FreePageThatIsWrittenBeforeTheAnswerArrives_IsSent(DirtyClient by)
    {
        _pair.Balloon.Meanwhile = () => _pair.Here.Write(100, 5, by);

        var outcome = _pair.Migrate();

        Assert.Multiple(() =>
        {
            Assert.That(_pair.There.Page(100)[0], Is.EqualTo(5));
            Assert.That(outcome.Statistics.SkippedPages, Is.EqualTo(Free.Pages - 1));
        });
    }

    [Test]
    public void FreePageThatIsWrittenLater_IsSentInALaterRound()
    {
        _pair.Recorder.Recorded += e =>
        {
            if (e is RoundEnded { Round: 1 }) _pair.Here.Write(100, 5);
        };

        _pair.Migrate();

        Assert.That(_pair.There.Page(100)[0], Is.EqualTo(5));
    }

    [Test]
    public void SilentGuest_IsGivenUpAndMigratedUnfiltered()
    {
        _pair.Balloon.IsSilent = true;

        var outcome = _pair.Migrate();

        Assert.Multiple(() =>
        {
            var givenUp = _pair.Events.OfType<FreePagesGivenUp>().Single();
            Assert.That((givenUp.Reason, givenUp.Waited), Is.EqualTo(("timeout", TimeSpan.FromSeconds(2))));
            Assert.That(_pair.Balloon.GivenUp, Is.EqualTo(1));
            Assert.That(outcome.Status, Is.EqualTo(MigrationStatus.Completed));
            Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Empty));
        });
    }

    [Test]
    public void GuestWithoutTheFeature_IsMigratedUnfiltered()
    {
        _pair.Balloon.IsSupported = false;

        var outcome = _pair.Migrate();

        Assert.Multiple(() =>
        {
            Assert.That(_pair.Events.OfType<FreePagesGivenUp>().Single().Reason, Is.EqualTo("unsupported"));
            Assert.That(outcome.Statistics.SkippedPages, Is.Zero);
            Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Empty));
        });
    }

    [Test]
    public void CancelWhileWaiting_EndsTheRequestAndTheMigration()
    {
        using var cancel = new CancellationTokenSource();
        _pair.Balloon.IsSilent = true;
        _pair.Balloon.Stepped.Post(cancel.Cancel);

        var outcome = _pair.Migrate(cancel.Token);

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Status, Is.EqualTo(MigrationStatus.Cancelled));
            Assert.That(_pair.Events.OfType<FreePagesGivenUp>().Single().Reason, Is.EqualTo("cancelled"));
            Assert.That(_pair.Events[^1], Is.InstanceOf<MigrationCancelled>());
            Assert.That(_pair.Balloon.GivenUp, Is.EqualTo(1));
            Assert.That(_pair.Guest.IsRunning, Is.True);
            Assert.That(_pair.Arrived.Reason, Does.StartWith("the source gave up: the migration was cancelled"));
        });
    }

    [Test]
    public void SecondAttemptAfterACancel_AsksAgainAndStartsFromAllRam()
    {
        using var cancel = new CancellationTokenSource();
        var source = new MigrationSource(_pair.Here, _pair.Guest, _pair.Options, _pair.Recorder);
        _pair.Recorder.Recorded += e =>
        {
            if (e is RoundEnded { Round: 1 } && !cancel.IsCancellationRequested) cancel.Cancel();
        };
        var first = _pair.Migrate(source, Links.InProcessLink.Create(), cancel.Token);
        _pair.Here.Write(100, 5);
        _pair.Here.Write(1, 6);
        _pair.Balloon.Free = PageSet.Of(new PageRun(64, 30));

        var second = _pair.Migrate(source, Links.InProcessLink.Create());

        Assert.Multiple(() =>
        {
            Assert.That(first.Status, Is.EqualTo(MigrationStatus.Cancelled));
            Assert.That(second.Status, Is.EqualTo(MigrationStatus.Completed));
            Assert.That(_pair.Balloon.Requests, Is.EqualTo(2));
            Assert.That(_pair.Events.OfType<MigrationSetUp>().Select(e => (e.Attempt, e.MarkedPages, e.BitmapPages)),
                Is.EqualTo(new[] { (1, 397ul, 0ul), (2, 397ul, 0ul) }));
            Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Of(new PageRun(64, 30))));
        });
    }
}
