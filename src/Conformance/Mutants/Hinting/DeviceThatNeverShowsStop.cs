using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Goes on showing the id of a round that was stopped.</summary>
internal sealed class DeviceThatNeverShowsStop(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    private CommandId _last;

    protected override CommandId Shown(HintSession session)
    {
        if (session.Current.IsRound) _last = session.Current;
        return session.Current == CommandId.Stop ? _last : session.Current;
    }
}
