using Ballast.Guest.Transports;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Reads QueueSel.</summary>
internal sealed class ReadsWriteOnlyRegisters : MmioDecisions
{
    public override void Found(RegisterBlock registers) => registers.Read(MmioRegister.QueueSelect, 4);
}
