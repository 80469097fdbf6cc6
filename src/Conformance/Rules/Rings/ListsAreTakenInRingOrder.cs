using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>A device takes the lists of a packed ring one behind the other.</summary>
internal sealed class ListsAreTakenInRingOrder : PerLifeRule
{
    private readonly Dictionary<BalloonQueue, (int Next, int Size)> _places = [];

    public override ClauseId Clause => "device.packed.1";

    public override bool NeedsDevicesView => true;

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case QueueConfigured { Queue: { } queue, Addresses.Size: > 0 and var size } when Context.Life.Accepts(Feature.RingPacked):
                _places[queue] = (0, size);
                break;
            case QueueReset { Queue: { } queue }:
                _places.Remove(queue);
                break;
            case ChainAvailable { Queue: var queue, Position: not null } chain when _places.TryGetValue(queue, out var place):
                Check(e, chain.Position == place.Next, $"the list at slot {chain.Position} of {TraceNames.Of(queue)} is taken, though the next is at {place.Next}");
                int slots = chain.IsIndirect ? 1 : chain.Buffers.Count;
                _places[queue] = place with { Next = (place.Next + slots) % place.Size };
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _places.Clear();
}
