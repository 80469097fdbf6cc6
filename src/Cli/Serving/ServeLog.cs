using System.Globalization;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Cli.Serving;

/// <summary>Tells whoever looks on what is notable, one line each, with the seconds since it began. May be called from any thread.</summary>
internal sealed class ServeLog(Terminal terminal, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public void Write(string line) =>
        terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_start).TotalSeconds,9:0.000}  {line}"));

    /// <summary>Tells of an event, if it is notable.</summary>
    public void Note(TraceEvent e)
    {
        string? line = e switch
        {
            FeaturesAccepted accepted => $"the driver accepts {accepted.Features}",
            QueueEnabled { Queue: { } queue, Index: var index } => $"queue {index} is up: {TraceNames.Of(queue)}",
            Refused { Violation: var violation } => $"refused, {violation}",
            DeviceStatusChanged => "the device needs a reset",
            _ => null,
        };
        if (line is not null) Write(line);
    }
}
