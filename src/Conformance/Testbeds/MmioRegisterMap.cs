using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Testbeds;

/// <summary>The registers of a virtio-mmio device.</summary>
/// <param name="start">Guest-physical address of the first one.</param>
internal sealed class MmioRegisterMap(ulong start) : IRegisterMap
{
    public (RegisterSpace Space, uint Offset)? Find(bool isPort, ulong address) =>
        !isPort && address >= start && address - start < MmioRegister.Size ? (RegisterSpace.Mmio, (uint)(address - start)) : null;

    public void Written(bool isPort, ulong address, int width, ulong value)
    {
    }
}
