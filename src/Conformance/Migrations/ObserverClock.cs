namespace Ballast.Conformance.Migrations;

/// <summary>A clock that stands still while an observer works, so that what a check costs is not counted as the migration's.</summary>
/// <param name="inner">The clock that goes on; the system's by default.</param>
internal sealed class ObserverClock(TimeProvider? inner = null) : TimeProvider
{
    private readonly TimeProvider _inner = inner ?? System;
    private long _excluded;

    /// <summary>Time that was not counted.</summary>
    public TimeSpan Excluded => _inner.GetElapsedTime(0, Interlocked.Read(ref _excluded));

    public override long TimestampFrequency => _inner.TimestampFrequency;

    public override long GetTimestamp() => _inner.GetTimestamp() - Interlocked.Read(ref _excluded);

    /// <summary>Does a piece of work outside the clock. Nobody else may read the clock meanwhile.</summary>
    public void Exclude(Action work)
    {
        long start = _inner.GetTimestamp();
        work();
        Interlocked.Add(ref _excluded, _inner.GetTimestamp() - start);
    }
}
