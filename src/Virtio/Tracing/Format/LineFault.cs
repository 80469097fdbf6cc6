namespace Ballast.Virtio.Tracing.Format;

/// <summary>The first thing that is wrong with a line of a trace.</summary>
internal sealed class LineFault
{
    public string? Reason { get; private set; }

    public bool IsNone => Reason is null;

    public void Note(string reason) => Reason ??= reason;
}
