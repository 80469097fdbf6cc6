using Ballast.Guest.Transports;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Asks for shared memory, which a balloon does not have.</summary>
internal sealed class LooksForSharedMemory : MmioDecisions
{
    public override void Found(RegisterBlock registers)
    {
        registers.Write(MmioRegister.SharedMemory, 4, 0);
        registers.Read(MmioRegister.SharedMemory + 4, 4);
    }
}
