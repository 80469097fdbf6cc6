namespace Ballast.Conformance.Migrations;

/// <summary>A clock that stands still while an observer works, so that what a check costs is not counted as the migration's.</summary>
internal sealed class ObserverClock : TimeProvider
{
    private long _excluded;

    /// <summary>Time that was not counted.</summary>
    public TimeSpan Excluded => System.GetElapsedTime(0, Interlocked.Read(ref _excluded));

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => System.GetTimestamp() - Interlocked.Read(ref _excluded);

    /// <summary>Does a piece of work outside the clock. Nobody else may read the clock meanwhile.</summary>
    public void Exclude(Action work)
    {
        long start = System.GetTimestamp();
        work();
        Interlocked.Add(ref _excluded, System.GetTimestamp() - start);
    }
}
