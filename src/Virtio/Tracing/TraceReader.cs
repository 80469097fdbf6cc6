using System.Diagnostics.CodeAnalysis;
using Ballast.Virtio.Tracing.Format;

namespace Ballast.Virtio.Tracing;

/// <summary>
/// Reads a trace file event by event. The file may come from anywhere: what is malformed is refused with its line and the
/// reason, and never costs more memory than one line.
/// </summary>
public sealed class TraceReader
{
    private readonly LineSource _lines;
    private long _sequence;
    private TimeSpan _time;

    /// <summary>Reads the header.</summary>
    /// <param name="input">The file; the caller's to dispose of.</param>
    public TraceReader(Stream input)
    {
        _lines = new(input, LineFormat.MaximumBytes);
        var fault = new LineFault();
        if (_lines.TryRead(out var line, fault)) Header = LineFormat.ReadHeader(line, fault);
        else fault.Note("the file is empty");
        NoteFault(fault);
    }

    /// <summary>The header, or null when the trace was refused for it.</summary>
    public TraceHeader? Header { get; }

    /// <summary>Why the trace was refused, once it was.</summary>
    public TraceFault? Fault { get; private set; }

    /// <summary>Reads the next event.</summary>
    /// <returns>False at the end of the trace, or when it is refused: then <see cref="Fault"/> says why.</returns>
    public bool TryRead([NotNullWhen(true)] out TraceEvent? e)
    {
        e = null;
        var fault = new LineFault();
        if (Fault is not null) return false;
        if (_lines.TryRead(out var line, fault)) e = LineFormat.ReadEvent(line, fault);
        if (e is not null) CheckOrder(e, fault);
        NoteFault(fault);
        if (Fault is not null) e = null;
        return e is not null;
    }

    /// <summary>Reads a whole trace into memory.</summary>
    /// <param name="input">The file.</param>
    /// <param name="trace">The trace, unless it was refused.</param>
    /// <param name="fault">Why it was refused.</param>
    /// <param name="maximumEvents">A trace of more events is refused.</param>
    public static bool TryReadAll(
        Stream input, [NotNullWhen(true)] out Trace? trace, [NotNullWhen(false)] out TraceFault? fault, int maximumEvents = 4_000_000)
    {
        var reader = new TraceReader(input);
        var events = new List<TraceEvent>();
        while (reader.TryRead(out var e))
        {
            if (events.Count == maximumEvents) reader.Fault = new(reader._lines.Number, $"the trace has more than {maximumEvents} events");
            else events.Add(e);
        }
        fault = reader.Fault;
        trace = fault is null ? new(reader.Header!, events) : null;
        return trace is not null;
    }

    private void CheckOrder(TraceEvent e, LineFault fault)
    {
        if (e.Sequence <= _sequence) fault.Note($"event {e.Sequence} comes behind event {_sequence}");
        if (e.Time < _time) fault.Note($"time goes back from {_time.TotalSeconds:0.#######} s to {e.Time.TotalSeconds:0.#######} s");
        _sequence = e.Sequence;
        _time = e.Time;
    }

    private void NoteFault(LineFault fault)
    {
        if (fault.Reason is { } reason) Fault = new(Math.Max(1, _lines.Number), reason);
    }
}
