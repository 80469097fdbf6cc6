using System.Globalization;
using System.Text;

namespace Ballast.Virtio.Tracing.Text;

/// <summary>A trace as people read it: one line for each event, with names instead of numbers.</summary>
public static class TraceText
{
    /// <summary>What stands above the columns.</summary>
    public const string Heading = "#   time      from       event";

    /// <summary>One event, in the columns of <see cref="Heading"/>. Text that came from a file cannot break the line.</summary>
    /// <param name="e">The event, stamped.</param>
    /// <param name="dialect">What bit 3 is called.</param>
    public static string Line(TraceEvent e, Dialect dialect)
    {
        var (what, details) = EventText.Of(e, dialect);
        string line = string.Create(CultureInfo.InvariantCulture, $"{e.Sequence,-3} {e.Time.TotalSeconds:0.000000}  {TraceNames.Of(e.Actor),-9}  {what,-17}  {details}");
        return Printable(line.TrimEnd());
    }

    /// <summary>Writes the heading and the lines of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="output">Where the lines go.</param>
    /// <param name="fold">Whether runs of free blocks, of their used elements and of notifications are folded into the first of each.</param>
    public static void Write(Trace trace, TextWriter output, bool fold = false)
    {
        output.WriteLine(Heading);
        foreach (string line in Lines(trace.Events, trace.Header.Dialect, fold)) output.WriteLine(line);
    }

    /// <summary>The lines of events, without the heading.</summary>
    public static IEnumerable<string> Lines(IEnumerable<TraceEvent> events, Dialect dialect, bool fold = false)
    {
        if (!fold) return events.Select(e => Line(e, dialect));
        return Folding.Fold(events).Select(run => Line(run.First, dialect) + run.Note);
    }

    private static string Printable(string line)
    {
        if (!line.Any(char.IsControl)) return line;
        var clean = new StringBuilder(line);
        for (int i = 0; i < clean.Length; i++)
        {
            if (char.IsControl(clean[i])) clean[i] = '?';
        }
        return clean.ToString();
    }
}
