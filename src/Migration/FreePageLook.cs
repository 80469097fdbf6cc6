using Ballast.Virtio.Balloon;

namespace Ballast.Migration;

/// <summary>Looks on the device's loop whether a request for free pages has been answered, until somebody abandons it.</summary>
internal sealed class FreePageLook(IFreePageBitmapSource source)
{
    private bool _isAbandoned;

    public FreePagePoll Outcome { get; private set; } = FreePagePoll.Pending;

    public ulong[]? Free { get; private set; }

    public bool IsOver()
    {
        if (Outcome != FreePagePoll.Pending) return true;
        if (_isAbandoned) return false;
        Outcome = source.Poll(out ulong[]? free);
        Free = free;
        return Outcome != FreePagePoll.Pending;
    }

    public bool Abandon() => _isAbandoned = true;
}
