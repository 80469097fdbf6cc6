using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>An indirect table has no more entries than the device allows: as many as the queue, since a balloon states no other limit.</summary>
internal sealed class TablesFitTheQueue : PerLifeRule
{
    private readonly Dictionary<BalloonQueue, int> _sizes = [];

    public override ClauseId Clause => "driver.packed.indirect.3";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case QueueConfigured { Queue: { } queue, Addresses.Size: var size }:
                _sizes[queue] = size;
                break;
            case ChainAvailable { Queue: var queue, IsIndirect: true, Buffers.Count: var entries }
                when Context.Life.Accepts(Feature.RingPacked) && _sizes.TryGetValue(queue, out int most):
                Check(e, entries <= most, $"an indirect table of {TraceNames.Of(queue)} has {entries} entries, the queue has {most}");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _sizes.Clear();
}
