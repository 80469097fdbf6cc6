using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Shows a command id from its reset on.</summary>
internal sealed class DeviceThatIsNeverIdle(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override void OnReset()
    {
        base.OnReset();
        ResetField(BalloonConfiguration.FreePageHintCommandIdOffset, CommandId.First.Value);
    }
}
