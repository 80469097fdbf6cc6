namespace Ballast.Conformance.Scenarios;

/// <summary>Takes what steps and hooks leave for the report. Ask for it in a constructor.</summary>
public sealed class Attachments
{
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private List<Attachment> _pending = [];

    internal Attachments(TimeProvider time) => _time = time;

    /// <summary>Leaves a text.</summary>
    public void Attach(string text, string mediaType, string? fileName = null) =>
        Add(new Attachment(mediaType, text, default, fileName, _time.GetUtcNow()));

    /// <summary>Leaves bytes.</summary>
    public void Attach(ReadOnlyMemory<byte> bytes, string mediaType, string? fileName = null) =>
        Add(new Attachment(mediaType, null, bytes.ToArray(), fileName, _time.GetUtcNow()));

    /// <summary>Leaves a line of log.</summary>
    public void Log(string text) => Attach(text, "text/x.cucumber.log+plain");

    /// <summary>Leaves a link.</summary>
    public void Link(string uri) => Attach(uri, "text/uri-list");

    internal IReadOnlyList<Attachment> Take()
    {
        lock (_lock)
        {
            var taken = _pending;
            _pending = [];
            return taken;
        }
    }

    private void Add(Attachment attachment)
    {
        lock (_lock)
            _pending.Add(attachment);
    }
}
