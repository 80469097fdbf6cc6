using Ballast.Migration.Links;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;

namespace Ballast.Migration.Tests.Doubles;

/// <summary>A source and a destination of the same shape in one process, on virtual time.</summary>
internal sealed class Pair : IDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public Pair(params (string Name, ulong Pages)[] blocks)
    {
        Here = new PlainRam(blocks);
        There = new PlainRam(blocks);
        Recorder = new TraceRecorder(Time);
        Balloon = new AnsweringSource(Here.Pages);
        Options = new() { Time = Time, KeepPages = true, PeerTimeout = Deadline, BitmapSource = Balloon };
    }

    public VirtualTime Time { get; } = new();

    public PlainRam Here { get; }

    public PlainRam There { get; }

    public PlainGuest Guest { get; } = new();

    public AnsweringSource Balloon { get; }

    public TraceRecorder Recorder { get; }

    public MigrationOptions Options { get; set; }

    public DestinationOutcome Arrived { get; private set; } = null!;

    public IReadOnlyList<TraceEvent> Events => Recorder.Events;

    public MigrationOutcome Migrate(CancellationToken cancellation = default) =>
        Migrate(new MigrationSource(Here, Guest, Options, Recorder), InProcessLink.Create(), cancellation);

    public MigrationOutcome Migrate(MigrationSource source, (Stream Source, Stream Destination) link, CancellationToken cancellation = default)
    {
        var receiving = Task.Factory.StartNew(
            () => new MigrationDestination(There, new() { PeerTimeout = Deadline }).Run(link.Destination),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var outcome = source.Run(link.Source, cancellation);
        Assert.That(receiving.Wait(Deadline, CancellationToken.None), Is.True, "the destination hangs");
        Arrived = receiving.Result;
        return outcome;
    }

    public void Dispose()
    {
        Here.Dispose();
        There.Dispose();
    }
}
