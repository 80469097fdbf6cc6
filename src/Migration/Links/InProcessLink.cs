namespace Ballast.Migration.Links;

/// <summary>A connection within one process: two ends, each a stream that reads what the other writes.</summary>
public static class InProcessLink
{
    /// <summary>Makes both ends.</summary>
    /// <param name="capacity">Bytes that each direction holds before its writer waits.</param>
    public static (Stream Source, Stream Destination) Create(int capacity = 1 << 20)
    {
        var there = new BoundedPipe(capacity);
        var back = new BoundedPipe(capacity);
        return (new PipeEnd(back, there), new PipeEnd(there, back));
    }
}
