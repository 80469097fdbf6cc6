namespace Ballast.Virtio.Balloon;

/// <summary>State of a request for a bitmap of free pages (bitmap.state.1).</summary>
public enum BitmapRequestState
{
    /// <summary>Nobody asks.</summary>
    NotStarted,

    /// <summary>The guest was asked, or will be as soon as it has primed a buffer.</summary>
    Started,

    /// <summary>The answer is here and has not been fetched.</summary>
    Done,
}
