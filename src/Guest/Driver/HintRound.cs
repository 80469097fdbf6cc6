using Ballast.Virtio.Balloon;

namespace Ballast.Guest.Driver;

/// <summary>One round of hints as the driver sees it (virtio 1.4, 5.5.6.5). Pure: effects are the reporter's.</summary>
/// <param name="Active">Id of the round that is shown; STOP when there is none.</param>
/// <param name="IsOpen">Whether pages are being offered.</param>
public readonly record struct HintRound(CommandId Active, bool IsOpen)
{
    /// <summary>No round: whatever id comes next names a new one, the last one's included, as its STOP has been sent.</summary>
    public static HintRound None => new(CommandId.Stop, false);

    /// <summary>The device shows an id: another round's opens it, STOP and DONE end the one under way.</summary>
    public HintRound Shown(CommandId id) => (id.IsRound, id == Active) switch
    {
        (true, true) => this,
        (true, false) => new(id, true),
        _ => None,
    };

    /// <summary>There is nothing more to offer.</summary>
    public HintRound Exhausted() => this with { IsOpen = false };
}
