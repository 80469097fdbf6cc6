using System.Numerics;
using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>queue_size, where the driver has not written it, is 0 for a queue that is not there, or a size that a split ring may have.</summary>
/// <param name="clause">The clause.</param>
/// <param name="isThere">Whether it is about queues that are there.</param>
internal sealed class QueueSizeIsRight(ClauseId clause, bool isThere) : PciRule(clause)
{
    private readonly HashSet<int> _written = [];

    protected override void Watch(TraceEvent e)
    {
        if (CommonRegistersSeen.IsReset(e)) _written.Clear();
        if (Common.Queue is not { } queue) return;
        if (IsWritten(e, CommonRegister.QueueSize, out _)) _written.Add(queue);
        if (!IsRead(e, CommonRegister.QueueSize, 2, out uint size) || _written.Contains(queue)) return;
        if (isThere)
        {
            if (!Common.Accepts(Feature.RingPacked)) Check(e, size == 0 || BitOperations.IsPow2(size), $"queue_size of queue {queue} is {size}");
        }
        else if (Common.QueueCount is { } count && queue >= count)
        {
            Check(e, size == 0, $"queue_size of queue {queue} is {size}, and there are {count} queues");
        }
    }
}
