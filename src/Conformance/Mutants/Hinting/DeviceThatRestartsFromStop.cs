using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Begins a stopped round again when the driver repeats its id.</summary>
internal sealed class DeviceThatRestartsFromStop(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    private CommandId _last;

    protected override HintSession Next(HintSession session, HintInput input)
    {
        if (session.Current.IsRound) _last = session.Current;
        bool isRepeated = session is { Phase: HintPhase.Ended, Current.IsRound: false } && input is HintInput.CommandReceived(var id) && id == _last;
        return isRepeated ? session with { Phase = HintPhase.Started } : base.Next(session, input);
    }
}
