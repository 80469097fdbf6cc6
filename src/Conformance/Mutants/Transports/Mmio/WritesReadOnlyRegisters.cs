using Ballast.Guest.Transports;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Writes VendorID.</summary>
internal sealed class WritesReadOnlyRegisters : MmioDecisions
{
    public override void Found(RegisterBlock registers) => registers.Write(MmioRegister.VendorId, 4, 0);
}
