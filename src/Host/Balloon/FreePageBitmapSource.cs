using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Scheduling;

namespace Ballast.Host.Balloon;

/// <summary>Requests for a bitmap of free pages, for a migration on any thread.</summary>
internal sealed class FreePageBitmapSource(BalloonDevice device, FreePageBitmapQueue queue) : IFreePageBitmapSource
{
    public IEventLoop Loop => device.Loop;

    public Violation? Refusal => Loop.Invoke(() => queue.Refusal);

    public FreePagePoll Poll(out ulong[]? free)
    {
        (var outcome, free) = Loop.Invoke(queue.Poll);
        return outcome;
    }

    public void GiveUp() => Loop.Invoke(() => queue.GiveUp());
}
