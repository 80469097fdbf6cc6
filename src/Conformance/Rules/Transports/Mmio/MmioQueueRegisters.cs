using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>The registers that say how large a queue is and where it lies.</summary>
internal static class MmioQueueRegisters
{
    public static bool Describes(int register) => register is MmioRegister.QueueSize or (>= MmioRegister.QueueDescriptors and < MmioRegister.QueueDevice + 8);
}
