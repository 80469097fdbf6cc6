using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Shows STOP from the driver's answer on, and takes hints all the same.</summary>
internal sealed class DeviceThatShowsStopEarly(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override CommandId Shown(HintSession session) => session.Phase == HintPhase.Started ? CommandId.Stop : session.Current;
}
