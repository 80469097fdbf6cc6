using Ballast.Virtio.Scheduling;

namespace Ballast.Virtio.Balloon;

/// <summary>Where a migration asks for a guest's free pages in the bitmap dialect. May be called from any thread.</summary>
public interface IFreePageBitmapSource
{
    /// <summary>The loop on which answers arrive: a migration waits on it.</summary>
    IEventLoop Loop { get; }

    /// <summary>Starts a request when none is under way, and looks whether it has been answered (bitmap.state.1).</summary>
    /// <param name="free">
    /// With <see cref="FreePagePoll.Done"/> the answer: bit i of word w stands for page 64 w + i of the machine's RAM, of
    /// exactly as many words as the RAM has pages, rounded up. The request is then over.
    /// </param>
    FreePagePoll Poll(out ulong[]? free);

    /// <summary>Why the answer to the request under way was refused; null while none was. The request stays pending, and no other answer will come: give up.</summary>
    Violation? Refusal => null;

    /// <summary>Ends the request under way; its answer, should it come, satisfies no later one (bitmap.answer.10).</summary>
    void GiveUp();
}
