using Ballast.Guest.Transports;
using Ballast.Virtio;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Sets ACKNOWLEDGE before it resets the device.</summary>
internal sealed class AcknowledgesBeforeReset : MmioDecisions
{
    public override void Found(RegisterBlock registers) => registers.Write(MmioRegister.Status, 4, (uint)DeviceStatus.Acknowledge);
}
