using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Shows DONE and does not notify the driver.</summary>
internal sealed class DeviceThatEndsSilently(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool ShouldNotifyOf(int offset) =>
        offset != BalloonConfiguration.FreePageHintCommandIdOffset || Field(offset) != CommandId.Done.Value;
}
