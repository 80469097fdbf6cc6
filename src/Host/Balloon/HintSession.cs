using Ballast.Virtio.Balloon;
using static Ballast.Host.Balloon.HintInput;

namespace Ballast.Host.Balloon;

/// <summary>One round of hints as the device sees it (virtio 1.4, 5.5.6.5). Pure: effects are the caller's.</summary>
/// <param name="Phase">Where the round stands.</param>
/// <param name="Current">What free_page_hint_cmd_id shows: the id during the whole round, STOP or DONE otherwise.</param>
public readonly record struct HintSession(HintPhase Phase, CommandId Current)
{
    /// <summary>Whether pages that come now are hinted under the current id.</summary>
    public bool AcceptsPages => Phase == HintPhase.Started;

    /// <summary>The session after something happened.</summary>
    public HintSession Next(HintInput input) => (Phase, input) switch
    {
        (_, HostAsks(var id)) => new(HintPhase.Requested, id),
        (HintPhase.Requested, CommandReceived(var id)) when id == Current => this with { Phase = HintPhase.Started },
        // device.balloon.hinting.3: another id ends what it does not name, and so does the same one once more.
        (HintPhase.Started, CommandReceived) => this with { Phase = HintPhase.Ended },
        // device.balloon.hinting.1
        (_, HostStops) => new(HintPhase.Ended, CommandId.Stop),
        // device.balloon.hinting.6
        (_, HostIsDone) => new(HintPhase.Idle, CommandId.Done),
        (_, DriverLeaves) => new(HintPhase.Idle, CommandId.Stop),
        _ => this,
    };
}
