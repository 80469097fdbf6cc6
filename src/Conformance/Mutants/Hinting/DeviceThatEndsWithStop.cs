using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Shows STOP where it should show DONE.</summary>
internal sealed class DeviceThatEndsWithStop(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override CommandId Shown(HintSession session) => session.Current == CommandId.Done ? CommandId.Stop : session.Current;
}
