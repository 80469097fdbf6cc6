using System.Numerics;
using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>queue_size is written with a size that the ring may have.</summary>
/// <param name="clause">The clause.</param>
/// <param name="isPacked">Whether it is about packed rings, or about split ones.</param>
internal sealed class WrittenQueueSizeIsLegal(ClauseId clause, bool isPacked) : PciRule(clause)
{
    protected override void Watch(TraceEvent e)
    {
        if (!IsWritten(e, CommonRegister.QueueSize, out uint size) || Common.Accepts(Feature.RingPacked) != isPacked) return;
        Check(e, isPacked ? size != 0 : BitOperations.IsPow2(size), $"{size} is written to queue_size");
    }
}
