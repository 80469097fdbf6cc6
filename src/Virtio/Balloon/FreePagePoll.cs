namespace Ballast.Virtio.Balloon;

/// <summary>What a look at a request for free pages says (bitmap.state.1).</summary>
public enum FreePagePoll
{
    /// <summary>The guest did not accept GET_FREE_PAGES, or there is no balloon.</summary>
    Unsupported,

    /// <summary>The guest has not answered yet.</summary>
    Pending,

    /// <summary>The answer is here.</summary>
    Done,
}
