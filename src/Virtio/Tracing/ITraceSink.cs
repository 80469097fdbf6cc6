namespace Ballast.Virtio.Tracing;

/// <summary>Takes events as they happen. May be called from any thread.</summary>
public interface ITraceSink
{
    /// <summary>Stamps the event with the next number and the time, and keeps it.</summary>
    void Record(TraceEvent e);
}
