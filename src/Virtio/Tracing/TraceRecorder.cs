namespace Ballast.Virtio.Tracing;

/// <summary>Keeps a trace in memory and tells listeners of each event, in order.</summary>
/// <param name="time">Clock of the stamps.</param>
public sealed class TraceRecorder(TimeProvider time) : ITraceSink
{
    private readonly Lock _gate = new();
    private readonly List<TraceEvent> _events = [];
    private readonly long _start = time.GetTimestamp();

    /// <summary>Called with each event after it was stamped, in the thread that caused it and before the next one is recorded.</summary>
    public event Action<TraceEvent>? Recorded;

    /// <summary>The events up to now.</summary>
    public IReadOnlyList<TraceEvent> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    /// <inheritdoc/>
    public void Record(TraceEvent e)
    {
        lock (_gate)
        {
            e = e with { Sequence = _events.Count + 1, Time = time.GetElapsedTime(_start) };
            _events.Add(e);
            Recorded?.Invoke(e);
        }
    }
}
