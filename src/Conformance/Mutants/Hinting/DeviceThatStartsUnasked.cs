using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Goes on taking hints when it shows another id.</summary>
internal sealed class DeviceThatStartsUnasked(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override HintSession Next(HintSession session, HintInput input) =>
        session.Phase == HintPhase.Started && input is HintInput.HostAsks(var id) ? session with { Current = id } : base.Next(session, input);
}
