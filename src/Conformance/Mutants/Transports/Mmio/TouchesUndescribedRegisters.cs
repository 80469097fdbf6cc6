using Ballast.Guest.Transports;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Reads a register that is not described.</summary>
internal sealed class TouchesUndescribedRegisters : MmioDecisions
{
    public override void Found(RegisterBlock registers) => registers.Read(MmioRegister.DeviceFeatures + 8, 4);
}
