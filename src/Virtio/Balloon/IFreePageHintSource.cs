using Ballast.Virtio.Scheduling;

namespace Ballast.Virtio.Balloon;

/// <summary>Where a migration asks for hints of free pages (virtio 1.4, 5.5.6.5). May be called from any thread.</summary>
public interface IFreePageHintSource
{
    /// <summary>The loop on which hints arrive.</summary>
    IEventLoop Loop { get; }

    /// <summary>Whether the driver accepted FREE_PAGE_HINT and is up.</summary>
    bool IsAvailable { get; }

    /// <summary>Whether the driver has ended the round that was started last, with STOP or with another id.</summary>
    bool IsRoundEnded { get; }

    /// <summary>Issues a new command id; what is hinted under it goes to the sink.</summary>
    CommandId Start(IFreePageHintSink sink);

    /// <summary>Shows STOP: hints are useless for now. No hint reaches the sink after this returns.</summary>
    void Stop();

    /// <summary>Shows DONE: the guest may have its pages back. No hint reaches the sink after this returns.</summary>
    void Done();
}
