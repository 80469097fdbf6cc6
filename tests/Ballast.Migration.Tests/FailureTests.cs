using Ballast.Migration.Links;
using Ballast.Migration.Tests.Doubles;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Migration.Tests;

[TestFixture]
internal sealed class FailureTests
{
    private Pair _pair = null!;

    [SetUp]
    public void MakePair()
    {
        _pair = new Pair(("ram", 70), ("above", 3));
        _pair.Here.Fill(5, new(3, 1));
        _pair.Here.Fill(5, new(20, 20));
    }

    [TearDown]
    public void DisposePair() => _pair.Dispose();

    [Test]
    public void ConnectionLostAtAnyByte_LeavesTheGuestRunningHereAndASecondAttemptSucceeds()
    {
        long length = (long)Attempt(long.MaxValue).Statistics.TransferredBytes;
        var ends = Enumerable.Range(0, 400).Select(i => (long)i).Concat(Enumerable.Range(1, 200).Select(i => length - i))
            .Concat(Enumerable.Range(0, 40).Select(i => i * length / 40));
        foreach (long end in ends)
        {
            _pair.Guest.Start();
            var outcome = Attempt(end);
            Assert.That(outcome.Status, Is.EqualTo(MigrationStatus.Failed), $"cut after {end} bytes");
            Assert.That(outcome.Reason, Does.Contain("connection").Or.Contain("the destination"));
            Assert.That(_pair.Guest.IsRunning, Is.True);
            Assert.That(_pair.Arrived.Status, Is.Not.EqualTo(MigrationStatus.Completed));
            Assert.That(_pair.Here.Blocks.All(b => !b.DirtyLog.IsLogging), Is.True);
        }
        Assert.That(Attempt(long.MaxValue).Status, Is.EqualTo(MigrationStatus.Completed));
        Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void DestinationThatNeverAnswers_IsGivenUpAfterTheDeadline()
    {
        _pair.Options = _pair.Options with { PeerTimeout = TimeSpan.FromMilliseconds(20) };
        var (source, _) = InProcessLink.Create();

        var outcome = Source().Run(source);

        Assert.That(outcome.Reason, Is.EqualTo("the destination has not answered for 0.02 s"));
        Assert.That(_pair.Guest.IsRunning, Is.True);
        Assert.That(_pair.Events[^1], Is.InstanceOf<MigrationFailed>());
    }

    [Test]
    public void DestinationThatTakesNothing_IsLeftAfterACancel()
    {
        using var cancel = new CancellationTokenSource();
        _pair.Options = _pair.Options with { CancelGrace = TimeSpan.FromMilliseconds(10) };
        var (source, destination) = InProcessLink.Create(4096);
        var running = Task.Run(() => Source().Run(source, cancel.Token));
        new Wire.ReturnMessage(Wire.ReturnKind.Accepted, "").WriteTo(destination);

        cancel.CancelAfter(TimeSpan.FromMilliseconds(20));

        Assert.That(running.Wait(Pair.Deadline, CancellationToken.None), Is.True, "the source hangs");
        Assert.That(running.Result.Status, Is.EqualTo(MigrationStatus.Cancelled));
        Assert.That(_pair.Guest.IsRunning, Is.True);
    }

    [Test]
    public void DestinationOfAnotherShape_RefusesAndBothSayWhy()
    {
        using var other = new Pair(("ram", 71), ("above", 3));
        var (source, destination) = InProcessLink.Create();
        var receiving = Task.Run(() => new MigrationDestination(other.There).Run(destination));

        var outcome = Source().Run(source);

        Assert.That(outcome.Reason, Does.StartWith("the destination refuses: RAM block \"ram\" has"));
        Assert.That(receiving.Result.Reason, Does.StartWith("RAM block \"ram\" has"));
        Assert.That(_pair.Guest.Stops, Is.Zero);
    }

    [Test]
    public void DestinationThatRunsOutOfMemory_TellsTheSource()
    {
        var (source, destination) = InProcessLink.Create();
        var receiving = Task.Run(() => new FullDestination(_pair.There).Run(destination));

        var outcome = Source().Run(source);

        Assert.That(outcome.Reason, Does.StartWith("the destination gave up: the destination has no memory left"));
        Assert.That(receiving.Result.Status, Is.EqualTo(MigrationStatus.Failed));
        Assert.That(_pair.Guest.IsRunning, Is.True);
    }

    [Test]
    public void CancelAtAnyEvent_LeavesTheGuestWhereItIsWhole()
    {
        Attempt(long.MaxValue);
        int events = _pair.Events.Count;
        for (int at = 1; at < events; at++)
        {
            using var pair = new Pair(("ram", 70), ("above", 3));
            using var cancel = new CancellationTokenSource();
            pair.Recorder.Recorded += e =>
            {
                if (e.Sequence == at) cancel.Cancel();
            };
            var outcome = pair.Migrate(cancel.Token);
            Assert.That(outcome.Status, Is.EqualTo(MigrationStatus.Cancelled), $"at event {at}");
            Assert.That(pair.Guest.IsRunning, Is.True);
            Assert.That(pair.Arrived.Status, Is.EqualTo(MigrationStatus.Failed));
        }
    }

    [Test]
    public void PageThatChangesWhileItIsSent_ComesAgainAndIsRight()
    {
        var source = new RacingSource(_pair);

        var outcome = _pair.Migrate(source, InProcessLink.Create());

        Assert.That(outcome.Reason, Is.Null);
        Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Empty));
    }

    private MigrationSource Source() => new(_pair.Here, _pair.Guest, _pair.Options, _pair.Recorder);

    private MigrationOutcome Attempt(long breaksAfter)
    {
        var (source, destination) = InProcessLink.Create();
        return _pair.Migrate(Source(), (new TappedStream(source, breaksAfter), destination));
    }

    private sealed class FullDestination(IRam ram) : MigrationDestination(ram)
    {
        protected override Span<byte> PlaceOf(IRamBlock block, ulong firstPage, int pages) => throw new InsufficientMemoryException();
    }

    private sealed class RacingSource(Pair pair) : MigrationSource(pair.Here, pair.Guest, pair.Options, pair.Recorder)
    {
        protected override void SendData(int block, ulong firstPage, int count)
        {
            base.SendData(block, firstPage, count);
            if (pair.Guest.IsRunning) pair.Here.Write(firstPage, 77);
        }
    }
}
