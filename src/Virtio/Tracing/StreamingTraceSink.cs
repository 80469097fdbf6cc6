namespace Ballast.Virtio.Tracing;

/// <summary>
/// Stamps events and writes them to a trace file as they happen, keeping none: for runs of any length. When the file fails
/// (the disk is full, say) the run goes on without it.
/// </summary>
/// <param name="time">Clock of the stamps.</param>
/// <param name="output">Where the lines go; the caller's to dispose of.</param>
/// <param name="header">First line of the file.</param>
public sealed class StreamingTraceSink(TimeProvider time, TextWriter output, TraceHeader header) : ITraceSink
{
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private readonly TraceWriter _writer = new(output, header);
    private long _count;

    /// <summary>Called with each event after it was written, in the thread that caused it and before the next one is recorded.</summary>
    public event Action<TraceEvent>? Recorded;

    /// <summary>Why the file ends before the run does, or null while all is well.</summary>
    public IOException? Failure { get; private set; }

    /// <inheritdoc/>
    public void Record(TraceEvent e)
    {
        lock (_gate)
        {
            e = e with { Sequence = ++_count, Time = time.GetElapsedTime(_start) };
            if (Failure is null)
            {
                try { _writer.Write(e); }
                catch (IOException failure) { Failure = failure; }
            }
            Recorded?.Invoke(e);
        }
    }
}
