using Ballast.Migration.Tests.Doubles;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Migration.Tests;

[TestFixture]
internal sealed class MigrationTests
{
    private Pair _pair = null!;

    [SetUp]
    public void MakePair() => _pair = new Pair(("ram", 300), ("above", 90), ("odd", 7));

    [TearDown]
    public void DisposePair() => _pair.Dispose();

    [Test]
    public void Unfiltered_EveryPageArrives()
    {
        _pair.Here.Fill(1, new(10, 200));
        _pair.Here.Fill(1, new(380, 17));

        var outcome = _pair.Migrate();

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Reason, Is.Null);
            Assert.That(outcome.Status, Is.EqualTo(MigrationStatus.Completed));
            Assert.That(_pair.Arrived.Status, Is.EqualTo(MigrationStatus.Completed));
            Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Empty));
            Assert.That(outcome.Statistics.DataPages, Is.EqualTo(217));
            Assert.That(outcome.Statistics.ZeroPages, Is.EqualTo(180));
            Assert.That(outcome.Statistics.TransferredBytes, Is.EqualTo(_pair.Arrived.Statistics.ReceivedBytes));
            Assert.That(outcome.Statistics.Rounds, Has.Count.EqualTo(2));
            Assert.That(_pair.Guest.IsRunning, Is.False);
            Assert.That(_pair.Guest.Stops, Is.EqualTo(1));
        });
    }

    [Test]
    public void ZeroPages_AreNotWrittenAtTheDestination()
    {
        _pair.Here.Fill(1, new(5, 2));

        _pair.Migrate();

        Assert.That(_pair.There.Touched(), Is.EqualTo(PageSet.Of(new PageRun(5, 2))));
    }

    [Test]
    public void DestinationThatHeldSomething_StartsFromZeroPages()
    {
        _pair.There.Fill(9, new(0, 397));

        _pair.Migrate();

        Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void SetUp_MarksAllRamAndLeavesTheBitmapEmpty_UntilTheFirstSynchronisation()
    {
        _pair.Migrate();

        Assert.Multiple(() =>
        {
            Assert.That(_pair.Events.OfType<MigrationSetUp>().Single(),
                Is.EqualTo(new MigrationSetUp(1, "none", 397, 397, 0) { Sequence = 1 }));
            Assert.That(_pair.Events[1], Is.InstanceOf<LoggingStarted>());
            var first = _pair.Events.OfType<BitmapSynchronised>().First();
            Assert.That((first.Round, first.MovedPages, first.DirtyPages, first.LogPages), Is.EqualTo((1, 397ul, 397ul, 0ul)));
        });
    }

    [Test]
    public void Events_ComeInTheOrderOfTheDesign()
    {
        _pair.Options = _pair.Options with { Filter = MigrationFilter.Bitmap };

        _pair.Migrate();

        Assert.That(_pair.Events.Select(e => e.GetType().Name), Is.EqualTo(new[]
        {
            nameof(MigrationSetUp), nameof(LoggingStarted), nameof(FreePagesAsked), nameof(FreePagesAnswered), nameof(FilterApplied),
            nameof(BitmapSynchronised), nameof(RoundStarted), nameof(RoundEnded),
            nameof(BitmapSynchronised), nameof(Switchover), nameof(RoundStarted), nameof(RoundEnded), nameof(MigrationCompleted),
        }));
    }

    [Test]
    public void PagesWrittenInARound_ComeInTheNextAndInNoOther()
    {
        _pair.Here.Fill(1, new(0, 397));
        _pair.Recorder.Recorded += e =>
        {
            if (e is RoundEnded { Round: 1 }) _pair.Here.Write(70, 7);
        };

        _pair.Migrate();

        Assert.Multiple(() =>
        {
            Assert.That(_pair.Events.OfType<RoundEnded>().Single(e => e.Round == 2).DataPages, Is.EqualTo(PageSet.Of(new PageRun(70, 1))));
            Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Empty));
        });
    }

    [Test]
    public void PageThatBecomesZero_IsZeroAtTheDestination()
    {
        _pair.Here.Fill(1, new(0, 397));
        _pair.Recorder.Recorded += e =>
        {
            if (e is RoundEnded { Round: 1 }) _pair.Here.Write(71, 0);
        };

        _pair.Migrate();

        Assert.Multiple(() =>
        {
            Assert.That(_pair.Events.OfType<RoundEnded>().Last().ZeroPages, Is.EqualTo(PageSet.Of(new PageRun(71, 1))));
            Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Empty));
        });
    }

    [Test]
    public void GuestThatWritesMoreThanTheDowntimeAllows_IsSentInRoundsAndStoppedAfterTheLastAllowed()
    {
        _pair.Here.Fill(1, new(0, 397));
        _pair.Options = _pair.Options with { BandwidthLimit = 4096 * 1000, DowntimeLimit = TimeSpan.FromMilliseconds(50), MaxRounds = 4 };
        _pair.Recorder.Recorded += e =>
        {
            if (e is RoundEnded && _pair.Guest.IsRunning)
                for (ulong page = 0; page < 100; page++) _pair.Here.Write(page, (byte)(page + 1));
        };

        var outcome = _pair.Migrate();

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Statistics.Rounds.Select(r => r.DirtyPages), Is.EqualTo(new ulong[] { 397, 100, 100, 100, 100 }));
            Assert.That(outcome.Statistics.Downtime, Is.GreaterThan(TimeSpan.FromMilliseconds(99)).And.LessThan(TimeSpan.FromMilliseconds(102)));
            Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Empty));
        });
    }

    [Test]
    public void GuestThatCalmsDown_IsStoppedAsSoonAsTheRestFitsTheDowntime()
    {
        _pair.Here.Fill(1, new(0, 397));
        _pair.Options = _pair.Options with { BandwidthLimit = 4096 * 1000, DowntimeLimit = TimeSpan.FromMilliseconds(50) };
        ulong writes = 200;
        _pair.Recorder.Recorded += e =>
        {
            if (e is not RoundEnded || !_pair.Guest.IsRunning) return;
            for (ulong page = 0; page < writes; page++) _pair.Here.Write(page, (byte)(page + 1));
            writes /= 2;
        };

        var outcome = _pair.Migrate();

        Assert.That(outcome.Statistics.Rounds.Select(r => r.DirtyPages), Is.EqualTo(new ulong[] { 397, 200, 100, 50 }));
    }

    [Test]
    public void PacedMigration_TakesTheTimeThatTheLinkNeeds()
    {
        _pair.Here.Fill(1, new(0, 397));
        _pair.Options = _pair.Options with { BandwidthLimit = 1e6 };

        var outcome = _pair.Migrate();

        Assert.That(outcome.Statistics.Total.TotalSeconds, Is.EqualTo(outcome.Statistics.TransferredBytes / 1e6).Within(0.1).Percent);
    }
}
