using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>With IN_ORDER buffers are used in the order in which they were made available.</summary>
internal sealed class BuffersComeBackInOrder : PerLifeRule
{
    private readonly Dictionary<BalloonQueue, Queue<ushort>> _available = [];

    public override ClauseId Clause => "device.reserved-bits.5";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.Accepts(Feature.InOrder)) return;
        switch (e)
        {
            case ChainAvailable { Queue: var queue, Head: var head }:
                if (!_available.TryGetValue(queue, out var heads)) _available[queue] = heads = new();
                heads.Enqueue(head);
                break;
            case ChainUsed { Queue: var queue, Head: var head } when _available.TryGetValue(queue, out var waiting) && waiting.Contains(head):
                ushort first = waiting.Dequeue();
                Check(e, first == head, $"chain {head} of {TraceNames.Of(queue)} is used before chain {first}");
                if (first != head) _available[queue] = new(waiting.Prepend(first).Where(h => h != head));
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _available.Clear();
}
