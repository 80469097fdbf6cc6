using Ballast.Virtio.Balloon;
using Ballast.Virtio.Scheduling;

namespace Ballast.Host.Balloon;

/// <summary>Rounds of hints, for a migration on any thread.</summary>
internal sealed class FreePageHintSource(BalloonDevice device, FreePageHintQueue queue) : IFreePageHintSource
{
    public IEventLoop Loop => device.Loop;

    public bool IsAvailable => Loop.Invoke(() => queue.IsAvailable);

    public bool IsRoundEnded => Loop.Invoke(() => queue.Session.Phase is HintPhase.Idle or HintPhase.Ended);

    public CommandId Start(IFreePageHintSink sink) => Loop.Invoke(() => queue.Start(sink));

    public void Stop() => Loop.Invoke(() => queue.Stop());

    public void Done() => Loop.Invoke(() => queue.Done());
}
