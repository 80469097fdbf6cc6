using System.Buffers;
using System.Text;
using Ballast.Virtio.Tracing.Format;

namespace Ballast.Virtio.Tracing;

/// <summary>
/// Writes a trace file (NDJSON): a header line, then one event a line, each flushed at once, so that a trace is whole up to
/// the last event whatever happens next. Not for several threads; a recorder calls it in order.
/// </summary>
public sealed class TraceWriter
{
    private readonly TextWriter _output;
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>Writes the header.</summary>
    /// <param name="output">Where the lines go, as UTF-8 without a byte order mark; the caller's to dispose of.</param>
    /// <param name="header">The header.</param>
    /// <exception cref="IOException">The output failed.</exception>
    public TraceWriter(TextWriter output, TraceHeader header)
    {
        _output = output;
        LineFormat.Write(header, _line);
        WriteLine();
    }

    /// <summary>Writes an event that was stamped.</summary>
    /// <exception cref="IOException">The output failed.</exception>
    /// <exception cref="ArgumentException">The event is too large for a line: it lists millions of runs of pages.</exception>
    public void Write(TraceEvent e)
    {
        LineFormat.Write(e, _line);
        if (_line.WrittenCount > LineFormat.MaximumBytes)
        {
            int bytes = _line.WrittenCount;
            _line.ResetWrittenCount();
            throw new ArgumentException($"{TraceNames.Of(e)} takes {bytes} bytes, a line at most {LineFormat.MaximumBytes}", nameof(e));
        }
        WriteLine();
    }

    /// <summary>Writes a whole trace.</summary>
    /// <exception cref="IOException">The output failed.</exception>
    public static void Write(Trace trace, TextWriter output)
    {
        var writer = new TraceWriter(output, trace.Header);
        foreach (var e in trace.Events) writer.Write(e);
    }

    private void WriteLine()
    {
        _output.Write(Encoding.UTF8.GetString(_line.WrittenSpan));
        _output.Write('\n');
        _output.Flush();
        _line.ResetWrittenCount();
    }
}
