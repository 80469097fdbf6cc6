namespace Ballast.Virtio.Tracing.Events;

/// <summary>A migration is set up: all RAM is marked in the dirty log, and the migration bitmap is empty (migration.setup.1).</summary>
/// <param name="Attempt">Number of the attempt on this machine, from 1 on.</param>
/// <param name="Filter">none, bitmap or hint.</param>
/// <param name="RamPages">Pages of RAM in all blocks.</param>
/// <param name="MarkedPages">Pages that are marked in the dirty log.</param>
/// <param name="BitmapPages">Pages that are set in the migration bitmap.</param>
/// <param name="BytesPerSecond">What the link is paced at, or null when it is not.</param>
public sealed record MigrationSetUp(int Attempt, string Filter, ulong RamPages, ulong MarkedPages, ulong BitmapPages, ulong? BytesPerSecond = null)
    : TraceEvent(TraceActor.Migration);
