using Ballast.Guest.Transports;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Reads VendorID byte by byte.</summary>
internal sealed class ReadsControlRegistersNarrowly : MmioDecisions
{
    public override void Found(RegisterBlock registers)
    {
        for (int at = 0; at < 4; at++) registers.Read(MmioRegister.VendorId + at, 1);
    }
}
