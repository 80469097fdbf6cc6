using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver asks for no larger queue than there can be.</summary>
internal sealed class QueueSizeIsPossible() : MmioRule("driver.mmio.registers.14")
{
    private readonly Dictionary<uint, ulong> _largest = [];

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register == MmioRegister.QueueSizeMaximum) _largest[Registers.Queue] = value;
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (register == MmioRegister.QueueSize && _largest.TryGetValue(Registers.Queue, out ulong largest))
            Check(written, value <= largest, $"QueueSize of queue {Registers.Queue} is written {value}, and QueueSizeMax read {largest}");
    }
}
